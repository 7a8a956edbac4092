"""Which achievements of the facts the demo carries, by partner, and how each partner reports a result.

A scale is (name, maximum, levels). `valid` is how many months a certification stands, as the issuers publish it; empty: it does not expire.
"""
import re

import decisions

POINTS = lambda most: {"scale": "points", "maximum": most}
PERCENT = {"scale": "percent"}
PASS = {"scale": "pass"}
LETTER = {"scale": "letter"}
ACTFL = {"scale": "ACTFL", "levels": ["Novice Low", "Novice Mid", "Novice High", "Intermediate Low", "Intermediate Mid",
                                      "Intermediate High", "Advanced Low", "Advanced Mid", "Advanced High", "Superior"]}
PMI_LEVELS = {"scale": "PMI", "levels": ["Needs Improvement", "Below Target", "Target", "Above Target"]}
EXAM = {"assessmentType": "Exam", "supervised": True, "identityChecked": True}
QUIZ = {"assessmentType": "Quiz", "supervised": False, "identityChecked": False}
PROJECT = {"assessmentType": "Project", "supervised": False, "identityChecked": False}

# Titles as in the facts, except where a slip of the pen is put right or a re-listed title is made to say what it is.
TITLES = {
    "scr-0074": "GIAC Certified Forensics Examiner (GCFE)", "scr-0130": "GIAC Certified Incident Handler (GCIH)",
    "scr-0366": "Microsoft Certified: Identity and Access Administrator Associate (SC-300)",
    "fcx-0006": "Microsoft Azure Fundamentals (AZ-900), virtual training day",
    "fc-0077": "Introduction to Generative AI (AI Fundamentals path)", 
}
GIAC = """scr-0011 scr-0019 scr-0033 scr-0034 scr-0045 scr-0049 scr-0059 scr-0072 scr-0074 scr-0102 scr-0105 scr-0130 scr-0132
          scr-0155 scr-0180 scr-0189 scr-0214 scr-0272 scr-0372 scr-0376 scr-0460""".split()
# partner -> (providers in the facts, ids or None for all, results, assessment, months valid)
FROM_FACTS = {
    "comptia": (["CompTIA"], None, POINTS(900), EXAM, 36),
    "cisco": (["Cisco"], None, POINTS(1000), EXAM, 36),
    "cisco ": (["Cisco Networking Academy"], None, PERCENT, QUIZ, None),
    "microsoft": (["Microsoft"], ["scr-"], POINTS(1000), EXAM, 12),
    "microsoft ": (["Microsoft"], ["fcx-0006"], PASS, QUIZ, None),
    "giac": (["GIAC"], GIAC, PERCENT, EXAM, 48),
    "aws": (["Amazon Web Services"], None, POINTS(1000), EXAM, 36),
    "aws ": (["Amazon"], None, PASS, QUIZ, None),
    "google": (["Google"], ["scr-"], PASS, EXAM, 24),
    "google ": (["Google", "Google Cloud Skills Boost"], ["awc-", "fc-"], PASS, QUIZ, None),
    "pmi": (["PMI"], ["scr-0015", "scr-0174", "scr-0203"], PMI_LEVELS, EXAM, 36),
    "freecodecamp": (["FreeCodeCamp"], ["awc-"], PASS, PROJECT, None),
    "saylor": (["Saylor Academy"], None, PERCENT, {**QUIZ, "assessmentType": "Exam"}, None),
    "ibm": (["IBM / Cognitive Class", "IBM / SkillsBuild"], None, PASS, QUIZ, None),
    "kaggle": (["Kaggle"], None, PASS, QUIZ, None),
}
SAME_LEARNING = {"awc-0004": "google-generative-ai-introduction", "fc-0077": "google-generative-ai-introduction",
                 "scr-0418": "azure-fundamentals", "fcx-0006": "azure-fundamentals"}
# Two invented issuers: the university's own testing centre, and a partner whose review is suspended.
INVENTED = {
    "testing-center": (LETTER, EXAM, None, [
        ("challenge-cosc-1437", "Challenge examination: Introduction to Programming", None, "Programming"),
        ("challenge-math-2312", "Challenge examination: Precalculus", None, "Mathematics"),
        ("challenge-acct-2301", "Challenge examination: Principles of Financial Accounting", None, "Accounting"),
        ("challenge-span-1501", "Challenge examination: Elementary Spanish I", None, "Languages"),
        ("challenge-bcis-1305", "Challenge examination: Business Computer Applications", None, "Information Systems")]),
    "northgate": (PERCENT, PROJECT, 24, [
        ("bookkeeping", "Bookkeeping in Practice", 60, "Accounting"), ("spreadsheets", "Spreadsheets for Analysts", 40, "Information Systems"),
        ("team-lead", "Leading a Small Team", 45, "Management"), ("web-design", "Web Design Studio", 90, "Digital Media"),
        ("service-desk", "Service Desk Practitioner", 50, "Information Systems"), ("food-safety", "Food Safety Supervisor", 20, "Hospitality")]),
}


# A partner that sends badges names an achievement by its address, as Open Badges 3.0 asks.
SENDS_BADGES = {"comptia", "aws", "ibm", "freecodecamp"}


def external(partner, id):
    return f"https://{partner}.example/achievements/{id}" if partner in SENDS_BADGES else id


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("+", "-plus")).strip("-")


def external_id(title):
    """The acronym in brackets where there is one (scr rows), else the title."""
    bracket = re.search(r"\(([^)]*)\)$", title)
    return slug(bracket.group(1)) if bracket and len(bracket.group(1)) < 20 else slug(title)


def published(partner, titles, prefix, results, assessment, valid, subject):
    for title in titles:
        yield {"partner": partner, "id": slug(title), "name": prefix + title, "skills": [subject(title)], "language": "en", **assessment,
               **results, **({"validMonths": valid} if valid else {})}


def build(micro, subject_of):
    """All achievements in order: those free of conditions, then those whose titles come from the CC BY-SA table."""
    free = [
        *published("collegeboard", decisions.AP, "AP ", POINTS(5), EXAM, None, subject_of),
        *published("ib", decisions.IB, "IB ", POINTS(7), EXAM, None, subject_of),
    ]
    others = {"Language Testing (LTI)": ("lti", ACTFL, EXAM, 24), "DePaul Continuing and Professional Education": ("depaul-cpe", LETTER, PROJECT, None),
              "SHRM": ("shrm", PASS, EXAM, 36), "PMI": ("pmi", PMI_LEVELS, EXAM, 36),
              "Florida Bureau of Fire Standards and Training": ("florida-fire", PERCENT, EXAM, 48)}
    skills = {"lti": "Languages", "depaul-cpe": "Business", "shrm": "Human Resources", "pmi": "Project Management", "florida-fire": "Fire Services"}
    for provider, title in decisions.OTHER:
        partner, results, assessment, valid = others[provider]
        free += published(partner, [title], "", results, assessment, valid, lambda _: skills[partner])
    for partner, (results, assessment, valid, rows) in INVENTED.items():
        free += [{"partner": partner, "id": id, "name": name, "skills": [skill], "language": "en", **({"hours": hours} if hours else {}), **assessment,
                  **results, **({"validMonths": valid} if valid else {})} for id, name, hours, skill in rows]
    share_alike = []
    for key, (providers, ids, results, assessment, valid) in FROM_FACTS.items():
        for row in micro:
            if row["provider"] not in providers or ids and not any(row["id"].startswith(i) for i in ids):
                continue
            title = TITLES.get(row["id"], row["title"])
            item = {"partner": key.strip(), "id": external(key.strip(), external_id(title)), "name": title, "language": "en",
                    "skills": [s.strip() for s in row["skills"].split(";")], "url": row["url"], "source": row["id"], **assessment, **results}
            if row["hours"]:
                item["hours"] = float(row["hours"]) if "." in row["hours"] else int(row["hours"])
            if row["level"]:
                item["level"] = row["level"].capitalize()
            if valid and not title.endswith("Fundamentals (AZ-900)") and "Fundamentals (SC-900)" not in title:
                item["validMonths"] = valid
            if row["id"] in SAME_LEARNING:
                item["sameLearning"] = SAME_LEARNING[row["id"]]
            (share_alike if row["id"].startswith("scr-") else free).append(item)
    return free, share_alike
