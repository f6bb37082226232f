"""Runs NumPy listings and records, line by line, what they compute.

Standard input: a JSON list of {"text", "forms", "ours"}. A form is [line, target or null, value]; target and value
are expressions over the listing's variables. "ours" is null or has, for every line, the values to store in its
targets after each visit, so that later lines compute from the same numbers as the tape. If it is null, products of
matrices are summed from left to right, as in the tape, because NumPy leaves the order of a sum, and so its rounding,
to the processor's library.

Standard output: a JSON list of {"printed", "visits"}. A visit is [line, values, kept]: the values before the line is
executed, and its targets after it. Numbers are written by repr().
"""

import ast
import contextlib
import io
import json
import sys

import numpy as np

np.seterr(all="ignore")


def product(a, b):
    """a @ b of vectors and matrices, each sum from left to right and rounded after every operation."""
    left = a if a.ndim == 2 else a[np.newaxis, :]
    right = b if b.ndim == 2 else b[:, np.newaxis]
    total = left[:, :1] * right[:1]
    for index in range(1, left.shape[1]):
        total = total + left[:, index : index + 1] * right[index : index + 1]
    return total.reshape(a.shape[:-1] + b.shape[1:])


class InOrder(ast.NodeTransformer):
    """Replaces a @ b by product(a, b)."""

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if not isinstance(node.op, ast.MatMult):
            return node
        call = ast.Call(ast.Name("_product", ast.Load()), [node.left, node.right], [])
        return ast.fix_missing_locations(ast.copy_location(call, node))


def run(text, forms, ours):
    def compiled(source, name, mode):
        tree = ast.parse(source, name, mode)
        return compile(InOrder().visit(tree) if ours is None else tree, name, mode)

    code = compiled(text, "<listing>", "exec")
    by_line = {}
    for line, target, value in forms:
        by_line.setdefault(line, []).append(
            (
                None if target is None else compiled(target, "<target>", "eval"),
                None if target is None else compiled(f"{target} = ours", "<target>", "exec"),
                compiled(value, "<value>", "eval"),
            )
        )
    variables = {"_product": product}
    visits = []
    pending = []

    def number(expression):
        return repr(float(eval(expression, variables)))

    def finish():
        while pending:
            visit, targets = pending.pop()
            visit.append([None if target is None else number(target) for target, _ in targets])
            if ours is None:
                continue
            queue = ours[str(visit[0])]
            for _, put in targets:
                variables["ours"] = np.float64(queue.pop(0))
                if put is not None:
                    exec(put, variables)

    def trace(frame, event, _argument):
        # Functions at the top of the listing have lines too, but they are part of the line that calls them.
        if frame.f_code.co_filename != "<listing>" or frame.f_code.co_name != "<module>":
            return None
        if event not in ("line", "return"):
            return trace
        finish()
        if event == "line":
            known = by_line.get(frame.f_lineno, [])
            visit = [frame.f_lineno, [number(value) for _, _, value in known]]
            visits.append(visit)
            if known:
                pending.append((visit, [(target, put) for target, put, _ in known]))
            else:
                visit.append([])
        return trace

    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        sys.settrace(trace)
        try:
            exec(code, variables)
        finally:
            sys.settrace(None)
    finish()
    return {"printed": printed.getvalue(), "visits": visits}


print(json.dumps([run(each["text"], each["forms"], each["ours"]) for each in json.load(sys.stdin)]))
