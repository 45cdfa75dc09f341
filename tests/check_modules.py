#!/usr/bin/env python3
"""Holds the house's shape: each src/<module> includes only what its MODULE file says it needs, the program sees only
sitrep.h, file names are unique, no cycle. Prints ok/FAIL lines, exits 1 on failure."""
import os
import re
import sys

ROOT = os.environ.get("SITREP_SOURCE") or os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
failures = 0


def check(name, problems):
    global failures
    for problem in problems:
        print(f"FAIL {name}: {problem}")
    if problems:
        failures += 1
    else:
        print(f"ok {name}")


def sources(folder):
    for base, _, files in os.walk(os.path.join(ROOT, folder)):
        for file in sorted(files):
            if file.endswith((".c", ".h")):
                yield os.path.join(base, file)


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


modules = {}
problems = []
for module in sorted(os.listdir(os.path.join(ROOT, "src"))):
    folder = os.path.join(ROOT, "src", module)
    if not os.path.isdir(folder) or not any(True for _ in sources(os.path.join("src", module))):
        continue
    path = os.path.join(folder, "MODULE")
    if not os.path.exists(path):
        problems.append(f"src/{module} has no MODULE file")
        continue
    lines = [line for line in read(path).splitlines() if line.strip()]
    needs = [line for line in lines if line.startswith("needs:")]
    if len(lines) != 2 or len(needs) != 1:
        problems.append(f"src/{module}/MODULE: want one line of purpose and one line 'needs:'")
    modules[module] = needs[0].split(":", 1)[1].split() if needs else []
check("every module says what it needs", problems)

problems = []
for module, needs in modules.items():
    for path in sources(os.path.join("src", module)):
        for include in INCLUDE.findall(read(path)):
            if include == "sitrep.h":
                continue
            target = include.split("/")[0] if "/" in include else module
            if target != module and target not in needs:
                problems.append(f"{os.path.relpath(path, ROOT)} includes {include}, but src/{module}/MODULE does not need {target}")
check("includes follow the needs", problems)


def cycle(module, trail):
    if module in trail:
        return trail[trail.index(module):] + [module]
    for need in modules.get(module, []):
        found = cycle(need, trail + [module])
        if found:
            return found
    return None


problems = []
for module in modules:
    found = cycle(module, [])
    if found:
        problems.append(" -> ".join(found))
        break
check("no cycle", problems)

problems = []
for path in sources("cli"):
    for include in INCLUDE.findall(read(path)):
        if include != "sitrep.h" and "/" in include:
            problems.append(f"{os.path.relpath(path, ROOT)} includes {include}: the program sees only sitrep.h")
check("the program sees only sitrep.h", problems)

problems, seen = [], {}
for folder in ("include", "src", "cli"):
    for path in sources(folder):
        name = os.path.basename(path)
        if name in seen:
            problems.append(f"{os.path.relpath(path, ROOT)} and {os.path.relpath(seen[name], ROOT)} have one name")
        seen[name] = path
check("file names are unique", problems)

problems = []
for path in sources("src"):
    text = re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\])*"', "", read(path), flags=re.S)
    for call in re.findall(r"(?<![\w.>])(exit|abort|printf|puts|perror|assert|putchar)\s*\(", text):
        problems.append(f"{os.path.relpath(path, ROOT)} calls {call}: the library never exits, prints or asserts")
    if os.path.basename(path) != "heap.c":
        for call in re.findall(r"(?<![\w.>])(malloc|calloc|realloc|free|strdup)\s*\(", text):
            problems.append(f"{os.path.relpath(path, ROOT)} calls {call}: memory comes from the engine's allocator")
check("the library keeps to its rules", problems)

sys.exit(failures > 0)
