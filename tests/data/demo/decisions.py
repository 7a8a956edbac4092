"""Which published decisions the demo takes over, and which demo courses they become.

One institution a credential, so that the book does not contradict itself. The demo catalogue is another university's, so each
published course is mapped by hand to the demo course that teaches the same; the rule's private note says so.
"""

# credential title -> institution whose decision is taken (short name, see INSTITUTIONS)
AP = {
    "2-D Art and Design": "UTS", "3-D Art and Design": "UIUC", "African American Studies": "UIUC", "Art History": "UH", "Biology": "UH",
    "Calculus AB": "UTS", "Calculus BC": "UMass", "Chemistry": "KCTCS", "Chinese Language and Culture": "CSU",
    "Comparative Government and Politics": "CSU", "Computer Science A": "CSU", "Computer Science Principles": "UMass", "Drawing": "UIUC",
    "English Language and Composition": "CSU", "English Literature and Composition": "CSU", "Environmental Science": "CSU",
    "European History": "CSU", "French Language and Culture": "CSU", "German Language and Culture": "CSU",
    "Italian Language and Culture": "CSU", "Human Geography": "CSU", "Latin": "Loyola", "Macroeconomics": "Loyola",
    "Microeconomics": "Loyola", "Music Theory": "UTS", "Physics 1": "UMass", "Physics 2": "UMass", "Physics C: Mechanics": "UMass",
    "Physics C: Electricity and Magnetism": "UMass", "Precalculus": "UMass", "Psychology": "UTS",
    "Spanish Language and Culture": "UMass", "Spanish Literature and Culture": "UMass", "Statistics": "UTS",
    "United States Government and Politics": "UTS", "United States History": "UTS", "World History": "UTS",
}
IB = {
    "Arabic B HL": "UMass", "Astronomy SL": "ERAU", "Biology HL": "XULA", "Biology SL": "XULA", "Business and Management HL": "ERAU",
    "Chemistry HL": "XULA", "Chemistry SL": "ERAU", "Chinese B HL": "Pima", "Computer Science HL": "Pima", "Computing Studies HL": "XULA",
    "Economics HL": "ERAU", "English A HL": "XULA", "English A: Literature HL": "ERAU", "French B HL": "UMass", "French HL": "XULA",
    "French SL": "XULA", "German B HL": "UMass", "German HL": "XULA", "German SL": "XULA", "History 20th Century World": "XULA",
    "History of the Americas HL": "XULA", "Information Technology in a Global Society HL": "ERAU", "Italian B HL": "UMass",
    "Japanese B HL": "UMass", "Mathematics HL": "XULA", "Mathematics Studies SL": "XULA",
    "Mathematics: Analysis and Approaches HL": "UMass", "Mathematics: Applications and Interpretation HL": "UMass", "Physics HL": "XULA",
    "Psychology HL": "XULA", "Spanish HL": "XULA", "Spanish SL": "XULA",
}
OTHER = {
    ("Language Testing (LTI)", "Language Writing Proficiency Test (WPT)"): "DePaul",
    ("DePaul Continuing and Professional Education", "Integrated Marketing Communication Certificate"): "DePaul",
    ("DePaul Continuing and Professional Education", "Business Analyst Certification Program"): "DePaul",
    ("DePaul Continuing and Professional Education", "Paralegal Studies Certificate Program"): "DePaul",
    ("SHRM", "SHRM Certified Professional (SHRM-CP)"): "USM",
    ("PMI", "Project Management Professional (PMP)"): "APUS",
    ("Florida Bureau of Fire Standards and Training", "Fire Officer I"): "Polk",
    ("Florida Bureau of Fire Standards and Training", "Fire Officer II"): "Polk",
    ("Florida Bureau of Fire Standards and Training", "Fire Safety Inspector I"): "Polk",
    ("Florida Bureau of Fire Standards and Training", "Fire Investigator I"): "Polk",
}

INSTITUTIONS = {
    "APUS": "American Public University System", "CSU": "Colorado State University", "DePaul": "DePaul University",
    "ERAU": "Embry-Riddle Aeronautical University Worldwide", "KCTCS": "Kentucky Community and Technical College System",
    "Loyola": "Loyola University Maryland", "Pima": "Pima Community College", "Polk": "Polk State College",
    "UH": "University of Houston", "UIUC": "University of Illinois Urbana-Champaign",
    "UMass": "University of Massachusetts Amherst", "USM": "University of Southern Maine", "UTS": "University of Tennessee Southern",
    "XULA": "Xavier University of Louisiana",
}

# institution -> published course -> demo courses. Lecture and laboratory are separate lines in the demo catalogue.
COURSES = {
    "CSU": {
        "LCHI 107": "CHIN 1502", "LCHI 200": "CHIN 2311", "LCHI 201": "CHIN 2312", "POLS 241": "POLS 3311", "CS 163": "COSC 1437",
        "CO 130": "ENGL 1301", "CO 150": "ENGL 1302", "E 140": "ENGL 2316", "NR 130": "GEOL 1340", "HIST 100": "HIST 2311",
        "HIST 101": "HIST 2312", "LFRE 200": "FREN 2311", "LFRE 201": "FREN 2312", "LFRE 300": "FREN 3313", "LGER 200": "GERM 2311",
        "LGER 201": "GERM 2312", "LGER 300": "GERM 3333", "LITA 200": "ITAL 2311", "LITA 201": "ITAL 2312", "GR 100": "GEOG 2340",
    },
    "ERAU": {
        "PHYS 224": "PHYS 1303", "MGMT 201": "BUSI 1301", "CHM 110": "CHEM 1305", "CHM 110L": "CHEM 1105", "ECON 210": "ECON 2302",
        "ECON 211": "ECON 2301", "ENGL 123": "ENGL 1301", "CSCI 109": "BCIS 1305",
    },
    "KCTCS": {"CHE 170": "CHEM 1311", "CHE 180": "CHEM 1312"},
    "Loyola": {"LT 103": "LATI 2311", "LT 104": "LATI 2312", "EC 102": "ECON 2302", "EC 103": "ECON 2301"},
    "Pima": {"CHI 101": "CHIN 1501", "CHI 102": "CHIN 1502", "CIS 129": "COSC 1336"},
    "UH": {
        "ARTH 1380": "ARTS 1303", "ARTH 1381": "ARTS 1304", "BIOL 1361": "BIOL 1306", "BIOL 1161": "BIOL 1106",
        "BIOL 1362": "BIOL 1307", "BIOL 1162": "BIOL 1107",
    },
    "UIUC": {"ART 104": "ARTS 2326", "ART 102": "ARTS 1316", "AFRO 100": "AAS 2320"},
    "UMass": {
        "MATH 131": "MATH 2413", "MATH 132": "MATH 2414", "INFO 101": "COSC 1300", "PHYSICS 131": "PHYS 1301 PHYS 1101",
        "PHYSICS 132": "PHYS 1302 PHYS 1102", "PHYSICS 151": "PHYS 2325 PHYS 2125", "PHYSICS 152": "PHYS 2326 PHYS 2126",
        "MATH 104": "MATH 2312", "SPANISH 230": "SPAN 2311", "SPANISH 240": "SPAN 2312", "SPANISH 319": "SPAN 3384",
        "SPANISH 321": "SPAN 3373", "ARABIC 202": "ARAB 2311 ARAB 2312", "FRENCH 240": "FREN 2311 FREN 2312",
        "GERMAN 246": "GERM 2311 GERM 2312", "ITALIAN 246": "ITAL 2311 ITAL 2312", "JAPANESE 246": "JAPN 2311 JAPN 2312",
        "MATH 103": "MATH 1314", "STAT 240": "MATH 1342",
    },
    "USM": {"LOS 312": "MANA 4330"},
    "UTS": {
        "ART 111": "ARTS 1311", "MAT 142": "MATH 2413", "MUS 101": "MUSI 1311", "PSY 113": "PSYC 2301", "MAT 231": "MATH 1342",
        "HIS 221": "GOVT 2305", "HIS 201": "HIST 1301", "HIS 202": "HIST 1302", "HIS 111": "HIST 2313", "HIS 112": "HIST 2314",
    },
    "XULA": {
        "BIOL 1230": "BIOL 1306 BIOL 1106", "BIOL 1240": "BIOL 1307 BIOL 1107", "BIOL 1030": "BIOL 1308", "BIOL 1040": "BIOL 1309",
        "CHEM 1010": "CHEM 1311 CHEM 1111", "CHEM 1020": "CHEM 1312 CHEM 1112", "CPSC 1005": "CIS 1300", "ENGL 1010": "ENGL 1301",
        "ENGL 1020": "ENGL 1302", "FREN 1010": "FREN 1501", "FREN 1020": "FREN 1502", "GERM 1010": "GERM 1303",
        "GERM 1020": "GERM 1304", "HIST 2010": "HIST 1301", "HIST 2020": "HIST 1302", "HIST 1050": "HIST 2322",
        "MATH 1070": "MATH 2413", "MATH 1030": "MATH 1314", "PHYS 2010": "PHYS 1301", "PSYC 1010": "PSYC 2301",
        "SPAN 1010": "SPAN 1501", "SPAN 1020": "SPAN 1502",
    },
}
