"""The demo's rules: published decisions of real institutions, then rules of the invented university itself."""
import decisions
from achievements import ACTFL, PMI_LEVELS, external, slug

# --- the small language the rules below are written in -------------------------------------------------------------------------


def earned(partner, id, **conditions):
    return {"kind": "earned", "selector": {"kind": "achievement", "partner": partner, "achievement": external(partner, id)}, "conditions": conditions}


def pattern(partner, per_credential=False, skill=None, name=None, **conditions):
    selector = {"kind": "pattern", "partner": partner, "skill": skill, "nameContains": name,
                "once": "perCredential" if per_credential else "perRule"}
    return {"kind": "earned", "selector": {k: v for k, v in selector.items() if v is not None}, "conditions": conditions}


def passed(course, grade=None):
    return {"kind": "passed", "course": course, **({"leastGrade": grade} if grade else {})}


def all_of(*items): return {"kind": "allOf", "items": list(items)}
def any_of(*items): return {"kind": "anyOf", "items": list(items)}
def at_least(count, *items): return {"kind": "atLeast", "count": count, "items": list(items)}


def points(least, most, below=None):
    return {"result": {"kind": "points", "least": least, **({"below": below} if below else {}), "maximum": most}}


def percent(least): return {"result": {"kind": "percent", "least": least}}
def letter(least): return {"result": {"kind": "letter", "least": least}}
def level(of, least, most=None):
    return {"result": {"kind": "levels", "scale": of["scale"], "levels": of["levels"], "least": least, **({"most": most} if most else {})}}


PASSED = {"result": {"kind": "pass"}}
QUARTER = {"name": "quarter to semester", "factor": 0.666667}


def course(code, credits=None): return {"kind": "course", "course": code, **({"credits": credits} if credits else {})}
def choice(*courses): return {"kind": "choice", "lines": [{**course(c), "lineId": f"option-{n + 1}"} for n, c in enumerate(courses)]}
def block(courses, credits): return {"kind": "block", "courses": courses, "totalCredits": credits}
def no_credit(reason): return {"kind": "noCredit", "reason": reason}


def elective(subject, level, credits, conversion=None):
    digit = {"lower": 1, "upper": 3, "graduate": 6}[level]
    return {"kind": "elective", "subject": subject, "level": level, "credits": credits, "placeholder": f"{subject} {digit}---",
            **({"conversion": conversion} if conversion else {})}


def rule(title, requirement, awards, kind, auto=True, note="", private="", institution=None, source=None, scope=None, governing=None, **basis):
    awards = [{"kind": a["kind"], "lineId": f"line-{n + 1}", **a} for n, a in enumerate(awards)]
    definition = {"requirement": requirement, "awards": awards, "scope": scope or {}, "basis": {"kind": kind, **({"source": source} if source else {}), **basis}}
    if governing:
        definition["governingDate"] = governing
    if auto:
        definition["autoGrant"] = True
    return {"title": title, **({"institution": institution} if institution else {}), "publicNote": note, "privateNote": private, "definition": definition}


# --- published decisions ---------------------------------------------------------------------------------------------------------

# The partner, its results and the basis; the elective subject where the published award is elective credit.
PROVIDERS = {
    "College Board AP": ("collegeboard", "exam", 5), "International Baccalaureate": ("ib", "exam", 7), "Language Testing (LTI)": ("lti", "exam", None),
    "DePaul Continuing and Professional Education": ("depaul-cpe", "microcredential", None), "SHRM": ("shrm", "industryCertification", None),
    "PMI": ("pmi", "industryCertification", None), "Florida Bureau of Fire Standards and Training": ("florida-fire", "industryCertification", None),
}
ELECTIVES = {
    "Language Writing Proficiency Test (WPT)": "WCL", "Integrated Marketing Communication Certificate": "MARK", "Business Analyst Certification Program": "BUSI",
    "Paralegal Studies Certificate Program": "BUSI", "Project Management Professional (PMP)": "MANA", "Fire Officer I": "GNST", "Fire Officer II": "GNST",
    "Fire Safety Inspector I": "GNST", "Fire Investigator I": "GNST",
}
# A person looks at these: 'at most' credits, or more than a term's worth for one certificate.
REVIEWED = {"Project Management Professional (PMP)", "Integrated Marketing Communication Certificate", "Paralegal Studies Certificate Program",
            "Fire Officer I", "Fire Officer II", "Fire Investigator I"}


def minimums(rows, chosen):
    """The minimum scores of one credential at the chosen institution, lowest first: each band closes at the next."""
    return sorted({int(r["min_score"]) for r in rows if chosen(r) and r["min_score"].isdigit()})


def condition(first, most, steps):
    score = first["min_score"]
    if score.isdigit():
        return points(int(score), most, next((s for s in steps if s > int(score)), None))
    if score:
        order = ["Novice High", "Intermediate Mid", "Intermediate High", "Advanced Mid"]
        following = order[order.index(score) + 1:]
        return level(ACTFL, score, ACTFL["levels"][ACTFL["levels"].index(following[0]) - 1] if following else None)
    return {}


def scores(least, most, steps):
    """The band in words, for the title."""
    if not least.isdigit():
        return f", {least}" if least else ""
    least = int(least)
    last = next((s for s in steps if s > least), most + 1) - 1
    return f", score {least}" if last == least else f", scores {least} to {last}"


def lines(rows, short):
    """The award lines of one published award, and what was mapped, in words."""
    first = rows[0]
    total, unit = first["award_credits"], first["credit_unit"]
    if not first["course_number"]:
        subject = ELECTIVES[first["credential_title"]]
        credits = int(total.split()[0])
        award = elective(subject, "upper" if subject == "MANA" else "lower", credits, QUARTER if unit == "quarter" else None)
        return [award], f"elective credit, {total} {unit} credits, to {subject} elective"
    mapped = [f"{r['course_subject']} {r['course_number']}" for r in rows]
    ours = [c for m in mapped for c in decisions.COURSES[short][m].replace(" ", "\0").split("\0")]
    ours = [f"{ours[i]} {ours[i + 1]}" for i in range(0, len(ours), 2)]
    words = " and ".join(mapped) + (f", {total} {unit} credits together" if total and len(rows) > 1 else f", {total} credits" if total else "")
    return [course(c) for c in ours], f"{words}, to {' and '.join(ours)} with the credits of our catalogue"


def published(rows):
    by_award = {}
    for r in rows:
        by_award.setdefault(r["award_id"], []).append(r)
    for award in by_award.values():
        first = award[0]
        title, provider = first["credential_title"], first["provider"]
        short = decisions.AP.get(title) if provider == "College Board AP" else decisions.IB.get(title) if provider == "International Baccalaureate" \
            else decisions.OTHER.get((provider, title))
        if short is None or decisions.INSTITUTIONS[short] != first["source_institution"]:
            continue
        partner, basis, most = PROVIDERS[provider]
        steps = minimums(rows, lambda r: (r["credential_title"], r["provider"], r["source_institution"]) == (title, provider, first["source_institution"]))
        awards, mapped = lines(award, short)
        grade = scores(first["min_score"], most, steps)
        name = {"collegeboard": f"AP {title}", "ib": f"IB {title}"}.get(partner, title)
        yield rule(
            f"{name}{grade}", earned(partner, slug(title), **condition(first, most, steps)), awards, basis,
            auto=title not in REVIEWED, institution=first["source_institution"], source=first["source_url"],
            note=f"{first['source_institution']} gives this credit: as published there, may have changed.",
            private=f"Award {first['award_id']}: {first['source_institution']} gives {mapped}. Mapped by hand for the demo.")


# --- rules of the university itself ------------------------------------------------------------------------------------------------


def own():
    certification, faculty, micro, department = "industryCertification", "facultyReview", "microcredential", "departmentalExam"
    # CompTIA
    a, net, sec, linux = (earned("comptia", i, **points(p, 900)) for i, p in
                          [("comptia-a-plus", 675), ("net-plus", 720), ("comptia-security-plus", 750), ("comptia-linux-plus", 720)])
    recent = lambda id, least, months: earned("comptia", id, **points(least, 900), mostAgeInMonths=months)
    yield rule("CompTIA A+", a, [elective("CIS", "lower", 3)], certification)
    yield rule("CompTIA Network+", net, [course("CIS 2347")], certification)
    yield rule("CompTIA Security+, at most three years old", recent("comptia-security-plus", 750, 36), [course("CIS 2337")], certification)
    yield rule("CompTIA Linux+", linux, [elective("CIS", "lower", 3)], certification)
    yield rule("CompTIA CySA+", earned("comptia", "cysa-plus", **points(750, 900)), [course("CIS 3351")], certification, auto=False)
    yield rule("CompTIA Advanced Security Practitioner", earned("comptia", "casp-plus"), [elective("CIS", "upper", 3)], certification, auto=False)
    yield rule("CompTIA Cloud+", earned("comptia", "comptia-cloud-plus", **points(750, 900)), [course("CIS 3357")], certification)
    yield rule("CompTIA Project+", earned("comptia", "comptia-project-plus", expiry="ignore"), [elective("MANA", "lower", 1)], certification)
    yield rule("Three of four CompTIA foundations", at_least(3, a, net, sec, linux), [course("CIS 2347"), course("CIS 2337"), elective("CIS", "lower", 4)],
               certification, note="Any three of A+, Network+, Security+ and Linux+ together are worth more than one by one.")
    yield rule("CompTIA Server+ gives no credit", earned("comptia", "comptia-server-plus"), [no_credit("We teach nothing that it certifies.")], faculty)
    yield rule("CompTIA Cloud Essentials gives no credit", earned("comptia", "cloud-essnt"), [no_credit("It tells of cloud services and tests no use of them.")], faculty)
    # Cisco
    netacad = lambda id, least: earned("cisco", id, **percent(least))
    yield rule("CCNA", earned("cisco", "ccna", **points(825, 1000)), [course("CIS 2347"), elective("CIS", "lower", 1)], certification)
    yield rule("CCNP Enterprise", earned("cisco", "ccnp-ent"), [elective("CIS", "upper", 6)], certification, auto=False)
    yield rule("Cisco CyberOps Associate", earned("cisco", "cisco-coa"), [course("CIS 3351")], certification)
    yield rule("Cisco DevNet Associate", earned("cisco", "cisco-devnet-associate"), [elective("COSC", "upper", 3)], certification)
    yield rule("Networking Essentials, 60 hours or more", earned("cisco", "networking-essentials", **percent(70), leastHours=60), [elective("CIS", "lower", 3)], micro)
    yield rule("Programming Essentials in Python", netacad("programming-essentials-in-python", 75), [course("COSC 1336")], faculty)
    yield rule("NDG Linux Essentials", netacad("ndg-linux-essentials", 70), [elective("CIS", "lower", 2)], micro)
    yield rule("Cybersecurity Essentials and Ethical Hacker", all_of(netacad("cybersecurity-essentials", 70), netacad("ethical-hacker", 70)), [course("CIS 2337")], faculty)
    yield rule("CyberOps Professional after Information Security", all_of(earned("cisco", "cisco-cop"), passed("CIS 2337", "C")),
               [course("CIS 3351"), elective("CIS", "upper", 3)], certification)
    yield rule("CCNP Security excuses from Intrusion Detection", earned("cisco", "ccnp-sec"), [{"kind": "exemption", "course": "CIS 3351"}], certification, auto=False)
    yield rule("Packet Tracer gives no credit", earned("cisco", "intro-to-packet-tracer"), [no_credit("Ten hours with one vendor's tool are too little for credit.")], faculty)
    # Microsoft, Amazon Web Services, Google
    saa, ace = earned("aws", "aws-saa", **points(720, 1000)), earned("google", "google-ace", **PASSED)
    yield rule("Azure Administrator Associate", earned("microsoft", "az-104", **points(700, 1000)), [course("CIS 3357")], certification)
    yield rule("Azure Solutions Architect Expert", earned("microsoft", "az-305", **points(700, 1000), expiry="whenEarned"), [course("CIS 3367")], certification)
    yield rule("Azure Security Engineer Associate", earned("microsoft", "az-500"), [elective("CIS", "upper", 3)], certification, auto=False)
    yield rule("Security Operations Analyst Associate", earned("microsoft", "sc-200", **points(700, 1000)), [course("CIS 3351")], certification)
    yield rule("Azure Fundamentals since 2022", earned("microsoft", "az-900", issuedFrom="2022-01-01"), [elective("CIS", "lower", 1)], certification)
    yield rule("Security, Compliance, and Identity Fundamentals", earned("microsoft", "sc-900"), [elective("CIS", "lower", 1)], certification)
    yield rule("AWS or Google at associate level", any_of(saa, ace), [course("CIS 3357")], certification)
    yield rule("AWS Solutions Architect Professional", earned("aws", "aws-sap", **points(750, 1000)), [course("CIS 3367")], certification)
    yield rule("AWS Cloud Practitioner", earned("aws", "aws-cp", **points(700, 1000)), [elective("CIS", "lower", 1)], certification)
    yield rule("Two clouds", at_least(2, earned("microsoft", "az-104"), saa, ace), [course("CIS 3357"), elective("CIS", "upper", 3)], certification,
               note="Administration of two cloud platforms.")
    yield rule("Digital Marketing, at most five years old", earned("google", "digital-marketing", mostAgeInMonths=60), [elective("MARK", "lower", 1)], micro, hours=40)
    yield rule("Android App Development with Kotlin", earned("google", "android-app-development-with-kotlin"), [elective("COSC", "lower", 1)], micro, auto=False)
    yield rule("Introduction to Generative AI gives no credit", earned("google", "introduction-to-generative-ai"),
               [no_credit("Less than an hour, without an assessment.")], faculty)
    # GIAC
    giac = lambda id, least, **more: earned("giac", id, **percent(least), **more)
    yield rule("GIAC Security Essentials", giac("gsec", 73), [course("CIS 2337")], certification)
    yield rule("GIAC Certified Incident Handler", giac("gcih", 69), [course("CIS 3351")], certification)
    yield rule("GIAC Certified Forensics Examiner", giac("gcfe", 70), [course("CIS 4357")], certification)
    yield rule("GIAC Certified Forensic Analyst", giac("gcfa", 71), [course("CIS 4367")], certification)
    yield rule("Two of three GIAC forensics certifications", at_least(2, giac("gcfe", 70), giac("gcfa", 71), giac("gnfa", 70)),
               [block(["CIS 4357", "CIS 4367"], 6)], certification, auto=False)
    yield rule("GIAC Python Coder", giac("gpyc", 67), [elective("COSC", "upper", 3)], certification)
    yield rule("GIAC offensive security, each certification", pattern("giac", True, skill="Offensive Security Operations", supervised=True, mostAgeInMonths=48),
               [elective("CIS", "upper", 3)], certification)
    yield rule("GIAC security leadership for graduate students", giac("gslc", 70), [elective("MANA", "graduate", 3)], certification, auto=False,
               scope={"level": "graduate"})
    # PMI
    yield rule("CAPM", earned("pmi", "capm", **level(PMI_LEVELS, "Target")), [elective("MANA", "lower", 3)], certification)
    yield rule("CAPM and Agile Certified Practitioner", all_of(earned("pmi", "capm"), earned("pmi", "pmi-acp")), [course("IS 340")], certification)
    # Saylor Academy: on a subject of ours, course by course
    for id, code in [("cs102-introduction-to-computer-science-ii", "COSC 1320"), ("cs107-c-plus-plus-programming", "COSC 1305"), ("cs201-elementary-data-structures", "COSC 2320"),
                     ("cs202-discrete-structures", "MATH 2305"), ("cs301-computer-architecture", "COSC 3330"), ("cs401-operating-systems", "COSC 3360"),
                     ("cs402-computer-communications-and-networks", "COSC 4377"), ("cs403-introduction-to-modern-database-systems", "COSC 3380")]:
        yield rule(f"Saylor {id[:5].upper()}", earned("saylor", id, **percent(70), mostAgeInMonths=60), [course(code)], faculty, auto=id.startswith("cs1"),
                   note="With 70 percent or more, at most five years old.")
    # freeCodeCamp
    fcc = lambda id: earned("freecodecamp", id + "-certification")
    yield rule("Responsive Web Design", fcc("responsive-web-design"), [course("DIGM 2351")], micro)
    yield rule("JavaScript Algorithms and Data Structures", fcc("javascript-algorithms-and-data-structures"), [choice("CIS 2336", "COSC 1300")], micro)
    yield rule("Data Analysis with Python", fcc("data-analysis-with-python"), [course("COSC 2306")], micro)
    yield rule("Three freeCodeCamp certifications", at_least(3, *map(fcc, ["back-end-development-and-apis", "front-end-libraries", "quality-assurance",
               "data-visualization", "scientific-computing-with-python", "machine-learning-with-python", "information-security"])), [elective("COSC", "lower", 6)], micro)
    # IBM and Kaggle: many small ones
    science = [earned("ibm", i) for i in ["data-science-101", "data-science-tools", "data-science-methodologies", "python-for-data-science", "data-analysis-with-python"]]
    yield rule("Three of five in data science", at_least(3, *science), [elective("IS", "lower", 1)], micro)
    yield rule("Machine Learning with Python, 20 hours", earned("ibm", "machine-learning-with-python", leastHours=20), [elective("COSC", "lower", 1)], micro)
    yield rule("Customer Engagement Fundamentals", earned("ibm", "customer-engagement-fundamentals", **PASSED), [elective("MARK", "lower", 1)], micro)
    yield rule("A course on big data", pattern("ibm", skill="Big Data", leastHours=4), [elective("IS", "lower", 0.5)], micro)
    learning = [earned("kaggle", i) for i in ["intro-to-machine-learning", "intermediate-machine-learning", "feature-engineering", "intro-to-deep-learning",
                "computer-vision", "time-series", "machine-learning-explainability"]]
    yield rule("Four Kaggle courses in machine learning", at_least(4, *learning), [elective("COSC", "lower", 1)], micro)
    yield rule("Both SQL courses", all_of(earned("kaggle", "intro-to-sql"), earned("kaggle", "advanced-sql")), [elective("IS", "lower", 0.5)], micro)
    yield rule("Kaggle Python gives no credit", earned("kaggle", "python"), [no_credit("Five hours without a supervised assessment.")], faculty)
    # The testing centre: letter grades
    for id, code, least in [("challenge-cosc-1437", "COSC 1437", "B"), ("challenge-math-2312", "MATH 2312", "C"), ("challenge-acct-2301", "ACCT 2301", "B"),
                            ("challenge-span-1501", "SPAN 1501", "C"), ("challenge-bcis-1305", "BCIS 1305", "C")]:
        yield rule(f"Challenge examination {code}", earned("testing-center", id, **letter(least)), [course(code)], department)
    # Northgate Skills Academy, whose review is suspended
    for id, award in [("bookkeeping", course("ACCT 2305")), ("web-design", course("DIGM 2351")), ("team-lead", elective("MANA", "lower", 1)),
                      ("food-safety", elective("GHL", "lower", 1))]:
        yield rule(f"Northgate {id.replace('-', ' ')}", earned("northgate", id, **percent(70)), [award], "agreement", validFrom="2024-01-01")
    # For anybody with an AP score that no course rule takes
    yield rule("AP score of 3 as elective credit", pattern("collegeboard", **points(3, 5, 4)), [elective("GNST", "lower", 3)], "exam", auto=False,
               scope={"programsOut": ["NURS-BSN"]}, note="Once, for a score of 3 that no course rule takes.")
