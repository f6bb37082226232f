"""Runs listings and tells, line by line, what is computed.

Standard input: a JSON list of {"text", "forms"}; a form is [line, target or null, value]: expressions over the
listing's variables. Standard output: a JSON list of {"printed", "visits"}; a visit is [line, values, kept]: each
value as it is before the line is run, each target as it is after it. Numbers are given as repr() writes them.
"""

import contextlib
import io
import json
import sys

import numpy as np

np.seterr(all="ignore")


def run(text, forms):
    code = compile(text, "<listing>", "exec")
    by_line = {}
    for line, target, value in forms:
        by_line.setdefault(line, []).append(
            (
                None if target is None else compile(target, "<target>", "eval"),
                compile(value, "<value>", "eval"),
            )
        )
    variables = {}
    visits = []
    pending = []

    def number(expression):
        return repr(float(eval(expression, variables)))

    def finish():
        while pending:
            visit, targets = pending.pop()
            visit.append([None if target is None else number(target) for target in targets])

    def trace(frame, event, _argument):
        if frame.f_code.co_filename != "<listing>":
            return None
        if event not in ("line", "return"):
            return trace
        finish()
        if event == "line":
            known = by_line.get(frame.f_lineno, [])
            visit = [frame.f_lineno, [number(value) for _, value in known]]
            visits.append(visit)
            pending.append((visit, [target for target, _ in known]))
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


print(json.dumps([run(each["text"], each["forms"]) for each in json.load(sys.stdin)]))
