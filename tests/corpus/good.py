"""A small good book that uses every file and column a book may have, as a mapping of names to texts."""

from __future__ import annotations

from pathlib import Path

Files = dict[str, str | bytes]

BOOK = """votebook: 1
book: code_2020_23                 # the reference of the book
title: Code Budget 2020-2023
body: Code Company
currency: GBP
classification: White
first_month: 4
calendar: england
version: {kind: approved, iteration: "1.0", dated: 2020-03-02, effective: 2020-04-01}
years:
  - {year: 2020/21, basis: approved}
  - {year: 2021/22, basis: estimated}
  - {year: 2022/23, basis: estimated}

structure:                         # outermost first
  - {ref: company, title: Company and Panel}
  - {ref: panel, title: Panel, within: company}
  - {ref: services, title: Services}
  - {ref: projects, title: Projects}
  - {ref: reserve, title: Contingency}
dimensions:
  area:
    title: Service area
    members:
      - {ref: technical, title: Technical}
      - {ref: design, title: Design, within: technical, links: {grade: [junior, senior]}}
      - {ref: testing, title: Testing, within: technical}
      - {ref: support, title: Support, retired: 2020-03-31}
  grade:
    title: Grade
    members:
      - {ref: junior, title: Junior}
      - {ref: senior, title: Senior}
comparatives:
  - {ref: approved_2019_20, title: 2019/20 Approved, year: 2019/20, kind: approved}
  - {ref: outturn_2019_20, title: 2019/20 Outturn, year: 2019/20, kind: outturn_estimated}
tables:
  - {name: fte, title: Staff, unit: FTE, role: volume, dimensions: [area, grade], across: grade, yearly: true}
  - {name: grade_rate, title: Rate by grade, unit: £/FTE, role: rate, dimensions: [grade]}
identities:
  - {ref: staff_agree, title: Staff agree, left: "sum(fte, area, grade)", right: "sum(fte, grade, area)"}
profiles:
  - {name: quarterly, weights: [0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1]}
history:
  - {iteration: "0.1", dated: 2019-10-29, note: first draft}
"""

STATEMENT = """title: Budget by line
number: "1"
unit: £
decimals: 0
rounding: plain
zero: dash
note: Before anything else.
labels: [Area, Line]
columns:
  - {key: before, over: 2019/20, heading: Approved, comparative: approved_2019_20}
  - {key: moved, heading: Restated, restated: approved_2019_20, only: [total]}
  - {key: budget, over: 2020/21, provision: 2020/21}
  - {key: variance, heading: Variance, formula: budget - before}
  - {key: owner, heading: Owner, text: owner}
rows:
  - {key: heading, labels: [Company], heading: true}
  - {key: chair, labels: ["", Chair], at: [chair]}
  - {key: website, labels: ["", Website], at: [website_line], only: [budget]}
  - {key: company_total, labels: [Company], sum: [chair, website], also: {at: [company]}}
  - {key: staff, labels: [Staff], at: [services], members: {area: design}}
  - {key: each_project, each: {lines: projects}}
  - {key: by_area, each: {members: area, within: technical}}
  - {key: total, labels: [Total], sum: [company_total, staff]}
"""

TABLES = {
    "parameters.csv": """name,title,unit,role,from,value,source_kind,source,low,high,within_year
website_support,Website support,£/month,rate,2019-04-01,650,contract,"Website, clause 3",,,
website_support,,,,2020-04-01,675,contract,"Website, clause 3",600,700,
rpi,Retail prices,1,index,2019-04-01,1,index,,,,
rpi,,,,2020-04-01,102.7%,index,,,,
contingency_rate,Contingency,1,rate,2019-04-01,5%,policy,,,,
""",
    "contracts.csv": """ref,title,counterparty,starts,expires,indexed,passed_through,procurement,source_kind,source
website,Website support,Web Ltd,2019-04-01,2023-03-31,no,no,renewal,contract,Contract 7
""",
    "lines.csv": """ref,number,title,category,owner,basis,assumption,obligation,contract,profile,retired,serves,area
chair,1,"Chair, of the Panel",panel,Finance,by post,A1,C2,,quarterly,,,
website_line,2,Website,company,,,,,website,working_days,,,
staff,3,Core staff,services,,,,,,even,,area.*,design
renewal,4,Renewal of the website,projects,,,,,,meeting_days,,,
studies,5,Studies,projects,,,,,,follow:staff,,area.design area.testing,
archive,6,Archive,company,,,,,,,2020-03-31,,
contingency,7,Contingency,reserve,,,,,,,,,
""",
    "components.csv": """line,name,title,formula,nature,from,to,cap,index,index_base,borne_by,contract,source_kind,source
website_line,support,Support,website_support * months + £12000,driven,,,£24000,rpi,2019-04-01,body,website,contract,Clause 3
website_line,hosting,Hosting,£100 / 1 month * months,driven,2020-07-01,2021-03-31,,,,users,,,
staff,people,People,"sum(fte * grade_rate, grade)",driven,,,,,,,,,
contingency,share,Share,contingency_rate * (company + services + projects),,,,,,,,,,
""",
    "amounts.csv": """line,2020/21,2021/22,2022/23,source_kind,source,nature
chair,"£24,000",24500.50,(500),published,section 2,
renewal,12000,,,estimate,,published
studies,0,6000,,ours,,reconciling
""",
    "estimates.csv": """category,year,amount,spread,source_kind,source
projects,2022/23,"£10,000",no,published,Table 1
""",
    "shares.csv": """line,dimension,member,share,stated,source_kind,source
chair,area,design,60%,stated,policy,
chair,area,testing,0.4,inferred,ours,from the figures
""",
    "memberships.csv": """line,category,until,reason
archive,services,2019-03-31,moved to the company
""",
    "projects.csv": """line,body,obligation,third_party,description
renewal,Panel,C7,0.75,"Procure the website's support, again"
""",
    "comparatives.csv": """comparative,at,amount,source_kind,source,area
approved_2019_20,chair,20000,published,Table 2,
approved_2019_20,website_line,19000,published,Table 2,
approved_2019_20,services,150000,published,Table 2,design
approved_2019_20,services,30000,published,Table 2,support
outturn_2019_20,,"£210,000",published,Table 3,
""",
    "restatements.csv": """comparative,from_at,to_at,amount,stage,discount,discount_rate,decided,decided_by,source_kind,source,from_area,to_area
approved_2019_20,services,chair,5000,net,,,2020-01-10,Panel,policy,Minute 7,support,
""",
    "events.csv": """profile,day,weight
meeting_days,2020-04-17,1
meeting_days,2020-09-18,2
""",
    "comments.csv": '''about,by,dated,text
chair,Finance,2020-01-08,"The chair said: ""two days a week"""
''',
    "tables/fte.csv": """area,year,junior,senior,source_kind,source
design,2019/20,0.5,,published,Table 7
design,2020/21,0.25,1,published,Table 7
design,2021/22,0.25,1,estimate,
design,2022/23,0.25,1,estimate,
testing,2020/21,1,0,published,Table 7
""",
    "tables/grade_rate.csv": """grade,from,value,source_kind,source
junior,2019-04-01,80000,calibrated,
senior,2019-04-01,120000,calibrated,
""",
    "published/table_1.csv": """row,before,budget,variance
chair,"£20,000","£24,000","£4,000"
website,,"£20,100",
total,,,
""",
    "published/claims.csv": """place,text,cell,formula,year,printed,reading
2.1,cost of the chair,table_1/chair/budget,,,"£24,000",exact
2.1,website a month,,website_support,2020/21,£675,around
""",
    "published/headings.csv": """statement,column,printed
table_1,budget,2020/21 Approved Budget
""",
}


def good_book() -> Files:
    """The files of the good book by their names."""
    files: Files = {"book.yaml": BOOK, "statements/table_1.yaml": STATEMENT, **TABLES}
    files["narrative/01-introduction.md"] = "# Introduction\n\nWhat the budget is for.\n"
    files["README.md"] = "Anything may stand here.\n"
    return files


def write_book(folder: Path, files: Files) -> Path:
    """Write the files of a book into a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder
