"""Runs listings and tells, line by line, what is computed.

Standard input: a JSON list of {"text", "forms", "ours"}; a form is [line, target or null, value]: expressions over
the listing's variables. Where "ours" is no null, it has for every line the values that its targets are set to
after each visit: so what follows is computed from the same numbers. Where it is null, products of matrices are added up
from left to right, as in our steps: NumPy leaves the order and the rounding of a sum to the processor's library. Standard output: a JSON list of {"printed", "visits"}; a visit is [line, values, kept]: each
value as it is before the line is run, each target as it is after it. Numbers are given as repr() writes them.
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
    """Writes product(a, b) for a @ b."""

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
        if frame.f_code.co_filename != "<listing>":
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
