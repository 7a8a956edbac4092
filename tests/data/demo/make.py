#!/usr/bin/env python3
"""Makes the demo's data files from the facts in ../shared/data. Run by hand; what it writes is committed and shipped.

    python3 tests/data/demo/make.py [facts folder]

institution.json and partners.json are written by hand and only read here: departments say which subjects the catalogue teaches.
"""
import csv
import json
import pathlib
import re
import sys

import achievements
import decisions
import rules

HERE = pathlib.Path(__file__).resolve()
OUT = HERE.parents[3] / "src/CreditBridge.Jobs/Demo/Data"
FACTS = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else HERE.parents[4] / "shared/data")
UPPER_PER_SUBJECT = 7
NOT_TAUGHT = re.compile(r"selected topic|sel top|special problem|independent study|thesis|internship|seminar|practicum|field work|project|capstone", re.I)


def read(name):
    with open(FACTS / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write(name, rows):
    """One item a line: a change in the data reads as a change of that line."""
    text = "[\n" + ",\n".join("  " + json.dumps(r, ensure_ascii=False) for r in rows) + "\n]\n"
    (OUT / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(rows)}, {len(text) // 1024} KB")


def credits(text):
    """'3', '1-4', '3/4' and '1 to 5' as least and most."""
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    return min(numbers), max(numbers)


def needed(definition):
    """Every course code that a rule names."""
    text = json.dumps(definition)
    return set(re.findall(r"\"([A-Z]{2,4} \d{3,4})\"", text))


def courses(departments, wanted):
    subjects = [s for d in departments for s in d["subjects"]]
    chosen = []
    for subject in subjects:
        # One university's numbers for everything but Information Sciences, which has the credit ranges of the other.
        university = "University of Illinois Urbana-Champaign" if subject == "IS" else "University of Houston"
        upper = 0
        for row in read_courses.setdefault((university, subject), []):
            code = f"{subject} {row['number']}"
            is_upper = row["level"] == "upper"
            if row["level"] == "graduate" and code not in wanted or not row["credits"]:
                continue
            if code not in wanted and (subject != "IS" and NOT_TAUGHT.search(row["title"]) or is_upper and upper >= UPPER_PER_SUBJECT):
                continue
            upper += is_upper
            least, most = credits(row["credits"])
            chosen.append({"subject": subject, "number": row["number"], "title": row["title"], "leastCredits": least, "mostCredits": most,
                           "level": row["level"], "source": row["source_url"]})
    by_meaning = {}
    for c in chosen:
        by_meaning.setdefault((c["number"], c["title"]), []).append(c)
    for same in by_meaning.values():
        for c in same if len(same) > 1 else []:
            c["group"] = f"{same[0]['subject']} {same[0]['number']}"
    return chosen


def placeholders(definitions):
    for code, level in sorted({(a["placeholder"], a["level"]) for d in definitions for a in d["awards"] if a["kind"] == "elective"}):
        subject, number = code.split(" ")
        yield {"subject": subject, "number": number, "title": f"Elective credit, {level} division" if level != "graduate" else "Elective credit, graduate",
               "leastCredits": 0, "mostCredits": 99, "level": level, "isPlaceholder": True}


institution = json.loads((OUT / "institution.json").read_text(encoding="utf-8"))
read_courses = {}
for row in read("courses_facts.csv"):
    read_courses.setdefault((row["institution"], row["subject"]), []).append(row)

published = list(rules.published(read("published_equivalencies.csv")))
book = published + list(rules.own())
for number, rule in enumerate(book, 1):
    book[number - 1] = {"code": f"EQ-{number:05}", **rule}
definitions = [r["definition"] for r in book]
wanted = set().union(*map(needed, definitions)) | {c for p in institution["programs"] for c in p["requires"]}
catalogue = courses(institution["departments"], wanted)
missing = wanted - {f"{c['subject']} {c['number']}" for c in catalogue}
assert not missing, f"not in the facts: {sorted(missing)}"

department = {s: d["name"] for d in institution["departments"] for s in d["subjects"]}
awarded = {}
for rule in published:
    award = rule["definition"]["awards"][0]
    subject = award["course"].split(" ")[0] if "course" in award else award["subject"]
    awarded[rule["definition"]["requirement"]["selector"]["achievement"]] = department[subject]
free, share_alike = achievements.build(read("micro_credentials.csv"), lambda title: awarded[achievements.slug(title)])

write("courses.json", catalogue + list(placeholders(definitions)))
write("achievements.json", free)
write("achievements.cc-by-sa.json", share_alike)
write("rules.json", book)
