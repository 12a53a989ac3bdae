"""English: sentences of the kind that reports are made of, and what is read in them; words, dates, numbers, names."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cebgraph.linking import load_knowledge
from cebgraph.mentions.values import find_dates, read_number
from cebgraph.model.extraction import Extraction
from cebgraph.model.source import Description
from cebgraph.passages import sentences
from cebgraph.pipeline import process_document
from cebgraph.read import read_bytes
from cebgraph.resources.languages import load_language
from cebgraph.resources.lexicon import load_lexicon
from cebgraph.structure import parse_report

GOLD = Path(__file__).parent / "gold"

READ = [
    # endorsement, approval, adoption
    ("In May 2020, CEB endorsed the System-wide Road Map for Innovating United Nations Data and Statistics.",
     ["CEB endorsed System-wide Road Map for Innovating United Nations Data and Statistics when=2020-05"]),
    ("The Model Policy on Telework was endorsed by HLCM.", ["HLCM endorsed Model Policy on Telework"]),
    ("The endorsement by CEB of the Model Policy on Telework was welcomed.", ["CEB endorsed Model Policy on Telework"]),
    ("HLCM will endorse the Model Policy on Telework in 2031.",
     ["HLCM endorsed Model Policy on Telework planned when=2031"]),
    ("HLCM has not endorsed the Model Policy on Telework.", ["HLCM endorsed Model Policy on Telework negated"]),
    ("HLCM encouraged organizations to endorse the Model Policy on Telework.", []),
    ("UNESCO and WFP approved the Joint Strategy on Cultural Heritage.",
     ["UNESCO approved Joint Strategy on Cultural Heritage", "WFP approved Joint Strategy on Cultural Heritage"]),
    ("The Code of Conduct for Suppliers was adopted by HLCM in March 2019.",
     ["HLCM adopted Code of Conduct for Suppliers when=2019-03"]),
    ("HLCP, at its thirty-eighth session, approved the Strategy on Youth Employment.",
     ["HLCP approved Strategy on Youth Employment"]),
    # making and publishing
    ("The Procurement Network developed guidelines on sustainable procurement.",
     ["HLCM-PN developed guidelines on sustainable procurement"]),
    ("The Procurement Network prepared and published a handbook on vendor eligibility.",
     ["HLCM-PN developed handbook on vendor eligibility",
      "HLCM-PN issued handbook on vendor eligibility"]),
    ("WHO, in consultation with UNICEF, drafted the Guidelines for Safe Schools.",
     ["WHO developed Guidelines for Safe Schools", "WHO consulted UNICEF regarding=Guidelines for Safe Schools"]),
    ("The Guidelines for Safe Schools, which had been drafted by WHO and approved by HLCP, were issued by UNICEF.",
     ["WHO developed Guidelines for Safe Schools", "HLCP approved Guidelines for Safe Schools",
      "UNICEF issued Guidelines for Safe Schools"]),
    ("In cooperation with UNICEF, WHO launched the Global Initiative on Safe Schools.",
     ["WHO cooperatedWith UNICEF", "WHO launched Global Initiative on Safe Schools"]),
    ("FAO took part in the preparation of the Handbook on Food Security.",
     ["FAO contributedTo Handbook on Food Security"]),
    ("FAO met to develop the Handbook on Food Security.", []),
    ("The Handbook on Food Security is being drafted by FAO.", ["FAO developed Handbook on Food Security planned"]),
    # bodies
    ("HLCP established the Working Group on Ocean Data in October 2018.",
     ["HLCP established Working Group on Ocean Data when=2018-10"]),
    ("HLCP agreed to establish a Working Group on Ocean Data, to be chaired by IMO.",
     ["HLCP established Working Group on Ocean Data agreed", "IMO chairs Working Group on Ocean Data planned"]),
    ("The Working Group on Ocean Data, co-led by IMO and UNEP, has 14 members.",
     ["IMO leads Working Group on Ocean Data role=co-lead", "UNEP leads Working Group on Ocean Data role=co-lead",
      "Working Group on Ocean Data memberCount 14"]),
    ("Under the leadership of UNEP, the Working Group on Ocean Data issued the Compendium of Ocean Indicators.",
     ["UNEP leads Working Group on Ocean Data role=lead",
      "Working Group on Ocean Data issued Compendium of Ocean Indicators"]),
    ("UNICEF joined the Working Group on Ocean Data.", ["UNICEF memberOf Working Group on Ocean Data"]),
    ("HLCM requested the Procurement Network to prepare a handbook on vendor eligibility.",
     ["HLCM requested HLCM-PN regarding=handbook on vendor eligibility",
      "HLCM-PN developed handbook on vendor eligibility planned"]),
    ("HLCM was briefed by WFP.", ["WFP submitted HLCM"]),
    ("UNDP presented the Strategy on Youth Employment to HLCP.",
     ["UNDP submitted HLCP regarding=Strategy on Youth Employment"]),
    # meetings
    ("CEB held its second regular session of 2019 in New York on 7 and 8 November 2019.",
     ["CEB held second regular session of 2019 when=2019-11-07/2019-11-08 place=New York"]),
    ("HLCM will hold its fifty-first session in March 2032.",
     ["HLCM held fifty-first session of HLCM planned when=2032-03"]),
    ("ILO participated in the forty-first session of HLCP.", ["ILO participatedIn forty-first session of HLCP"]),
    # documents among documents
    ("The Strategy on Youth Employment is aligned with the Paris Agreement.",
     ["Strategy on Youth Employment basedOn Paris Agreement"]),
    ("Pursuant to General Assembly resolution 72/279, paras. 4 and 5, UNDP updated the Guide on Country Presence.",
     ["UNDP pursuantTo A/RES/72/279 pinpoint=4,5", "Guide on Country Presence pursuantTo A/RES/72/279 pinpoint=4,5",
      "UNDP updated Guide on Country Presence"]),
    ("UNHCR manages the Refugee Data Portal, which is used by 40 organizations.",
     ["UNHCR manages Refugee Data Portal", "Refugee Data Portal figure 40 note=organizations"]),
    ("IAEA hosts the database on nuclear safety.", ["IAEA manages database on nuclear safety"]),
    # what is told in other ways
    ("HLCP established the Working Group on Ocean Data, which prepared the Compendium of Ocean Indicators.",
     ["HLCP established Working Group on Ocean Data",
      "Working Group on Ocean Data developed Compendium of Ocean Indicators"]),
    ("Following its endorsement by CEB in November 2018, the Strategy on Youth Employment was issued by ILO.",
     ["CEB endorsed Strategy on Youth Employment when=2018-11", "ILO issued Strategy on Youth Employment"]),
    ("UN-Habitat prepared the Strategy on Ageing Cities, which CEB endorsed in May 2019.",
     ["UN-Habitat developed Strategy on Ageing Cities", "CEB endorsed Strategy on Ageing Cities when=2019-05"]),
    ("CEB approved the revised Strategy on Ageing Cities.", ["CEB approved Strategy on Ageing Cities"]),
    ("CEB agreed to the establishment of a Working Group on Ocean Data.",
     ["CEB established Working Group on Ocean Data agreed"]),
    ("FAO implements the Hand-in-Hand Project in Haiti.", ["FAO implements Hand-in-Hand Project place=Haiti"]),
    ("Neither HLCM nor HLCP has approved the Charter on Data Ethics.",
     ["HLCP approved Charter on Data Ethics negated"]),
    ("UNICEF, which chairs the Working Group on Ocean Data, hosted a workshop in Paris in May 2019.",
     ["UNICEF chairs Working Group on Ocean Data", "UNICEF held workshop (2019-05) when=2019-05 place=Paris"]),
    ("HLCM discussed the possibility of establishing a Working Group on Ocean Data.", []),
    ("HLCM considered a proposal that the Charter on Data Ethics be adopted by CEB.",
     ["CEB adopted Charter on Data Ethics planned"]),
    ("Before HLCM endorses the Charter on Data Ethics, WFP would read it.", []),
    ("CEB neither endorsed nor rejected the Charter on Data Ethics.",
     ["CEB endorsed Charter on Data Ethics negated"]),
    ("The Charter on Data Ethics has yet to be approved by HLCM.", ["HLCM approved Charter on Data Ethics negated"]),
    ("In partnership with ILO, the Charter on Data Ethics was issued by WFP.",
     ["WFP cooperatedWith ILO", "WFP issued Charter on Data Ethics"]),
    ("As Chair of HLCM, UNFPA issued the Charter on Data Ethics.",
     ["UNFPA chairs HLCM", "UNFPA issued Charter on Data Ethics"]),
    ("CEB urged Member States to adopt the Charter on Data Ethics.", []),
    ("HLCM decided to transmit the Charter on Data Ethics to CEB for endorsement.",
     ["HLCM submitted CEB agreed regarding=Charter on Data Ethics", "CEB endorsed Charter on Data Ethics planned"]),
    ("HLCP held its forty-first and forty-second sessions in March and October 2021, respectively.",
     ["HLCP held forty-first session of HLCP when=2021-03", "HLCP held forty-second session of HLCP when=2021-10"]),
    # the same acts in a drafter’s other words
    ("Published by FAO in May 2019, the Handbook on Food Security draws on the Paris Agreement.",
     ["FAO issued Handbook on Food Security when=2019-05", "Handbook on Food Security basedOn Paris Agreement"]),
    ("The Charter on Data Ethics, based on the Paris Agreement, was endorsed by CEB.",
     ["CEB endorsed Charter on Data Ethics", "Charter on Data Ethics basedOn Paris Agreement"]),
    ("The Charter on Data Ethics was endorsed by HLCM in March 2019 and by CEB in May 2019.",
     ["CEB endorsed Charter on Data Ethics when=2019-05", "HLCM endorsed Charter on Data Ethics when=2019-03"]),
    ("HLCP endorsed, subject to minor revisions, the Strategy on Youth Employment.",
     ["HLCP endorsed Strategy on Youth Employment"]),
    ("HLCP endorsed in principle the Strategy on Youth Employment.",
     ["HLCP endorsed Strategy on Youth Employment"]),
    ("HLCP gave its approval to the Strategy on Youth Employment.",
     ["HLCP approved Strategy on Youth Employment"]),
    ("On the recommendation of HLCM, CEB endorsed the Charter on Data Ethics.",
     ["CEB endorsed Charter on Data Ethics", "HLCM recommended Charter on Data Ethics"]),
    ("FAO will refine the Handbook on Food Security with a view to its approval by HLCM.",
     ["FAO updated Handbook on Food Security planned", "HLCM approved Handbook on Food Security planned"]),
    ("Comments on the Charter on Data Ethics were compiled by UNESCO.",
     []),
    ("The Handbook on Food Security builds upon the Paris Agreement and was issued by FAO in three editions.",
     ["FAO issued Handbook on Food Security", "Handbook on Food Security basedOn Paris Agreement"]),
    ("Some members questioned whether the Charter on Data Ethics had been endorsed by CEB.",
     []),
    ("The endorsement of the Charter on Data Ethics by HLCM was postponed.",
     ["HLCM endorsed Charter on Data Ethics negated"]),
    ("The launch of the Charter on Data Ethics by UNESCO is planned for 2032.",
     ["UNESCO launched Charter on Data Ethics planned"]),
    ("Led by ITU and prepared by WFP, the Handbook on Food Security was issued by FAO.",
     ["FAO issued Handbook on Food Security",
      "ITU leads Handbook on Food Security role=lead",
      "WFP developed Handbook on Food Security"]),
    ("The drafting of the Handbook on Food Security was led by FAO.",
     ["FAO developed Handbook on Food Security", "FAO leads Handbook on Food Security role=lead"]),
    ("FAO joined forces with WFP in drawing up the Handbook on Food Security.",
     ["FAO cooperatedWith WFP", "FAO developed Handbook on Food Security", "WFP developed Handbook on Food Security"]),
    ("FAO prepared the Handbook on Food Security jointly with WFP.",
     ["FAO developed Handbook on Food Security", "WFP developed Handbook on Food Security"]),
    ("HLCP thanked ILO for preparing the Strategy on Youth Employment.",
     ["ILO developed Strategy on Youth Employment"]),
    ("UNEP provided inputs to the Charter on Data Ethics.",
     ["UNEP contributedTo Charter on Data Ethics"]),
    ("With inputs from UNEP and IMO, UNESCO prepared the Charter on Data Ethics.",
     ["IMO contributedTo Charter on Data Ethics",
      "UNEP contributedTo Charter on Data Ethics",
      "UNESCO developed Charter on Data Ethics"]),
    ("The Handbook on Food Security was prepared by FAO with inputs from WFP and UNICEF.",
     ["FAO developed Handbook on Food Security",
      "UNICEF contributedTo Handbook on Food Security",
      "WFP contributedTo Handbook on Food Security"]),
    ("The Handbook on Food Security benefited from the inputs of WFP and UNICEF.",
     ["UNICEF contributedTo Handbook on Food Security", "WFP contributedTo Handbook on Food Security"]),
    ("FAO contributed a chapter to the Handbook on Food Security.",
     ["FAO contributedTo Handbook on Food Security"]),
    ("ILO and UNICEF, with the support of WFP, launched the Global Initiative on Safe Schools.",
     ["ILO launched Global Initiative on Safe Schools",
      "UNICEF launched Global Initiative on Safe Schools",
      "WFP supports Global Initiative on Safe Schools"]),
    ("The Global Initiative on Safe Schools was piloted by WFP with technical support from UNICEF.",
     ["UNICEF supports Global Initiative on Safe Schools", "WFP implements Global Initiative on Safe Schools"]),
    ("Funding for the Handbook on Food Security was provided by UNICEF.",
     ["UNICEF supports Handbook on Food Security"]),
    ("The Working Group on Ocean Data, with UNEP as chair, met.",
     ["UNEP chairs Working Group on Ocean Data"]),
    ("The Working Group on Ocean Data, of which UNEP is Chair, met.",
     ["UNEP chairs Working Group on Ocean Data"]),
    ("A Task Force on Ocean Data was set up by HLCM, with UNEP and IMO as co-chairs.",
     ["HLCM established Task Force on Ocean Data",
      "IMO chairs Task Force on Ocean Data",
      "UNEP chairs Task Force on Ocean Data"]),
    ("The Task Force on Ocean Data was established by HLCM in 2018 under the leadership of UNEP.",
     ["HLCM established Task Force on Ocean Data when=2018",
      "UNEP leads Task Force on Ocean Data role=lead when=2018"]),
    ("Established by HLCP and led by UNEP, the Working Group on Ocean Data issued the Charter on Data Ethics.",
     ["HLCP established Working Group on Ocean Data",
      "UNEP leads Working Group on Ocean Data role=lead",
      "Working Group on Ocean Data issued Charter on Data Ethics"]),
    ("The Working Group on Ocean Data, which UNEP leads, met.",
     ["UNEP leads Working Group on Ocean Data role=lead"]),
    ("UNEP succeeded IMO as chair of the Working Group on Ocean Data.",
     ["UNEP chairs Working Group on Ocean Data"]),
    ("UNEP serves as coordinator of the Working Group on Ocean Data.",
     ["UNEP leads Working Group on Ocean Data role=coordinator"]),
    ("UNEP took the lead on the Charter on Data Ethics.",
     ["UNEP leads Charter on Data Ethics role=lead"]),
    ("The Task Force on Ocean Data, whose members include UNEP, IMO and FAO, met in Rome.",
     ["FAO memberOf Task Force on Ocean Data",
      "IMO memberOf Task Force on Ocean Data",
      "UNEP memberOf Task Force on Ocean Data"]),
    ("UNEP and IMO are represented on the Task Force on Ocean Data.",
     ["IMO memberOf Task Force on Ocean Data", "UNEP memberOf Task Force on Ocean Data"]),
    ("The Working Group on Ocean Data is led by UNEP and counts 14 members.",
     ["UNEP leads Working Group on Ocean Data role=lead", "Working Group on Ocean Data memberCount 14"]),
    ("HLCM was briefed by UNEP on the Charter on Data Ethics.",
     ["UNEP submitted HLCM regarding=Charter on Data Ethics"]),
    ("UNEP submitted to HLCM the Charter on Data Ethics.",
     ["UNEP submitted HLCM regarding=Charter on Data Ethics"]),
    ("UNEP reported to HLCM on the Charter on Data Ethics.",
     ["UNEP submitted HLCM regarding=Charter on Data Ethics"]),
    ("UNEP, having been requested to do so by HLCM, prepared the Charter on Data Ethics.",
     ["HLCM requested UNEP regarding=Charter on Data Ethics", "UNEP developed Charter on Data Ethics"]),
    ("UNEP prepared the Charter on Data Ethics at the request of HLCM.",
     ["HLCM requested UNEP regarding=Charter on Data Ethics", "UNEP developed Charter on Data Ethics"]),
    ("HLCM requested the Procurement Network to report on the Charter on Data Ethics by October 2032.",
     ["HLCM requested HLCM-PN regarding=Charter on Data Ethics"]),
    ("Following consultations with UNEP, UNESCO revised the Charter on Data Ethics.",
     ["UNESCO consulted UNEP regarding=Charter on Data Ethics", "UNESCO updated Charter on Data Ethics"]),
    ("A dialogue was held between HLCM and the World Bank.",
     ["HLCM cooperatedWith World Bank"]),
    ("The Charter on Data Ethics is modelled on the Paris Agreement and aligned with the Strategy on Youth Employment.",
     ["Charter on Data Ethics basedOn Paris Agreement", "Charter on Data Ethics basedOn Strategy on Youth Employment"]),
    ("FAO developed the Handbook on Food Security on the basis of the Paris Agreement.",
     ["FAO developed Handbook on Food Security", "Handbook on Food Security basedOn Paris Agreement"]),
    ("The Strategy on Youth Employment, which aims to advance Sustainable Development Goal 8, was issued by ILO.",
     ["ILO issued Strategy on Youth Employment", "Strategy on Youth Employment supportsGoal SDG 8"]),
    ("The Strategy on Youth Employment forms part of the Global Initiative on Safe Schools.",
     ["Strategy on Youth Employment isPartOf Global Initiative on Safe Schools"]),
    ("The Secretary-General established the Task Force on Ocean Data pursuant to General Assembly resolution 72/279.",
     ["Secretary-General established Task Force on Ocean Data", "Task Force on Ocean Data pursuantTo A/RES/72/279"]),
    ("CEB met in May 2019. It was briefed by UNEP on the Charter on Data Ethics.",
     ["UNEP submitted CEB regarding=Charter on Data Ethics"]),
    ("WFP hosts the Global Initiative on Safe Schools. Developed by FAO in 2018, it is already used by 34 entities.",
     ["FAO developed Global Initiative on Safe Schools",
      "Global Initiative on Safe Schools figure 34 note=entities",
      "WFP manages Global Initiative on Safe Schools"]),
    ("HLCP convened in Rome in May 2019 for its forty-first session.",
     ["HLCP held forty-first session of HLCP place=Rome when=2019-05"]),
    ("The Charter on Data Ethics, which HLCM adopted in May 2019, has been signed by 34 entities.",
     ["Charter on Data Ethics figure 34 note=entities", "HLCM adopted Charter on Data Ethics when=2019-05"]),
    ("HLCM gave the Procurement Network a mandate to prepare a Handbook on Food Security.",
     ["HLCM requested HLCM-PN regarding=Handbook on Food Security"]),
    ("FAO and WFP collaborated on the Handbook on Food Security.",
     ["FAO cooperatedWith WFP"]),
    ("FAO signed a memorandum of understanding with WFP in May 2019.",
     ["FAO adopted memorandum of understanding", "FAO cooperatedWith WFP when=2019-05"]),
    ("HLCP endorsed the Charter on Data Ethics and decided to forward it to CEB.",
     ["HLCP endorsed Charter on Data Ethics", "HLCP submitted CEB agreed regarding=Charter on Data Ethics"]),
    ("HLCP endorsed the Charter on Data Ethics, drafted by WFP, and the Strategy on Youth Employment, prepared by ILO.",
     ["HLCP endorsed Charter on Data Ethics",
      "HLCP endorsed Strategy on Youth Employment",
      "ILO developed Strategy on Youth Employment",
      "WFP developed Charter on Data Ethics"]),
    ("HLCP had before it the Charter on Data Ethics, submitted by UNESCO.",
     ["HLCP considered Charter on Data Ethics", "UNESCO submitted HLCP regarding=Charter on Data Ethics"]),
    ("HLCP received a briefing on the Charter on Data Ethics from UNESCO.",
     ["UNESCO submitted HLCP regarding=Charter on Data Ethics"]),
    ("HLCP assigned the preparation of the Charter on Data Ethics to UNESCO.",
     ["HLCP requested UNESCO regarding=Charter on Data Ethics"]),
    ("UNEP no longer supports the Global Initiative on Safe Schools.",
     ["UNEP supports Global Initiative on Safe Schools negated"]),
    ("The World Bank finances the Global Initiative on Safe Schools.",
     ["World Bank supports Global Initiative on Safe Schools"]),
    ("As co-leads of the Working Group on Ocean Data, UNESCO and ITU briefed HLCM.",
     ["ITU leads Working Group on Ocean Data role=co-lead",
      "ITU submitted HLCM",
      "UNESCO leads Working Group on Ocean Data role=co-lead",
      "UNESCO submitted HLCM"]),
    ("UNEP coordinated the preparation of the Charter on Data Ethics.",
     ["UNEP leads Charter on Data Ethics role=coordinator"]),
    ("The Working Group on Ocean Data, set up within the Procurement Network, met in Rome.",
     []),
    ("FAO issued its Handbook on Food Security. Its preparation was financed by UNICEF.",
     ["FAO issued Handbook on Food Security", "UNICEF supports Handbook on Food Security"]),
]  # fmt: skip


def read(text: str) -> Extraction:
    """Read an English text."""
    return process_document(read_bytes(text.encode(), "text.txt", Description(language="en")))


def short_name(extraction: Extraction, identifier: str) -> str:
    """Return how the text names a thing: by acronym, else its shortest English name; a resolution by symbol."""
    thing = next(one for one in extraction.things if one.id == identifier)
    if thing.symbols:
        return thing.symbols[0]
    acronyms = [name.text for name in thing.names if name.role == "acronym"]
    names = [name.text for name in thing.names if name.language == "en" and name.role == "label"]
    return (acronyms or names)[0]


def told(text: str) -> set[str]:
    """Return what is read in a text, as the table writes it."""
    extraction = read(text)
    found = set()
    for one in extraction.statements:
        predicate = one.predicate.partition(":")[2]
        if predicate in {"references", "subOrganizationOf", "temporal"}:
            continue
        target = short_name(extraction, one.object) if isinstance(one.object, str) else one.object.value
        named = {"regarding", "place"}
        qualifiers = [
            f"{q.key}={short_name(extraction, q.value) if q.key in named else q.value}" for q in one.qualifiers
        ]
        status = [one.status.value] if one.status else []
        found.add(" ".join([short_name(extraction, one.subject), predicate, target, *status, *qualifiers]))
    return found


def as_written(facts: list[str]) -> set[tuple[str, ...]]:
    """Return facts without the order of their qualifiers."""
    return {tuple(sorted(fact.split(" "))) for fact in facts}


@pytest.mark.parametrize(("text", "facts"), READ, ids=[text for text, _ in READ])
def test_a_sentence_gives_exactly_its_statements(text: str, facts: list[str]) -> None:
    assert as_written(sorted(told(text))) == as_written(facts)


SHORT_FORMS = [
    ("HLCP set up the Task Team on Inequalities. The Task Team issued the Charter on Data Ethics.",
     "Task Team on Inequalities issued Charter on Data Ethics"),
    ("The Forum on Risk Management met. It developed the Charter on Data Ethics.",
     "Forum on Risk Management developed Charter on Data Ethics"),
    ("WFP issued the Charter on Data Ethics. The Charter was endorsed by CEB.", "CEB endorsed Charter on Data Ethics"),
    ("WFP issued the Charter on Data Ethics. It was endorsed by CEB.", "CEB endorsed Charter on Data Ethics"),
    ("HLCP met the steering committee on data. The steering committee issued the Charter on Data Ethics.",
     "steering committee on data issued Charter on Data Ethics"),
    ("The Occupational Health Forum (OHF) met in May 2020. OHF issued the Charter on Data Ethics.",
     "Occupational Health Forum issued Charter on Data Ethics"),
    ("The standards for tax reporting, also known as the tax cube, were adopted in 2018. WFP revised the tax cube.",
     "WFP updated standards for tax reporting"),
    ("The Committee on Tax was asked by HLCM to meet. The Committee issued the Charter on Data Ethics.",
     "Committee on Tax issued Charter on Data Ethics"),
    ("WFP drafted a strategy on data that is based on the Paris Agreement. The draft was endorsed by CEB.",
     "CEB endorsed strategy on data"),
    ("HLCM approved the second generation of the Action Plan on Data. The original Action Plan was endorsed by CEB.",
     "CEB endorsed Action Plan on Data"),
    ("WFP issued the Supplier Code of Conduct. The Code was endorsed by CEB.", "CEB endorsed Supplier Code of Conduct"),
    ("The Forum on Data, a mechanism of UNDP that is led by WFP, met.", "WFP leads Forum on Data role=lead"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fact"), SHORT_FORMS, ids=[fact for _, fact in SHORT_FORMS])
def test_a_short_form_stands_for_what_was_named(text: str, fact: str) -> None:
    assert fact in told(text)


PARTS = [
    ("The Working Group on Insurance of the Finance and Budget Network met.", {("Working Group on Insurance", "FBN")}),
    ("The HLCM Working Group on Insurance met.", {("HLCM Working Group on Insurance", "HLCM")}),
    ("The Chair of the Finance and Budget Network met.", set()),
    ("CEB works through two high-level committees, HLCP and HLCM.", {("HLCP", "CEB"), ("HLCM", "CEB")}),
    ("The two committees of CEB, HLCP and HLCM, met.", {("HLCP", "CEB"), ("HLCM", "CEB")}),
    ("CEB met in May. Its two pillars, HLCP and HLCM, prepared its work.", {("HLCP", "CEB"), ("HLCM", "CEB")}),
    ("The Working Group on Insurance, set up within HLCM, met.", {("Working Group on Insurance", "HLCM")}),
    ("The report of HLCM on the Finance and Budget Network was read.", set()),
]


@pytest.mark.parametrize(("text", "parts"), PARTS, ids=[text for text, _ in PARTS])
def test_a_chain_of_names_tells_whose_part_a_body_is(text: str, parts: set[tuple[str, str]]) -> None:
    extraction = read(text)
    nested = [one for one in extraction.statements if one.predicate == "org:subOrganizationOf"]
    named = {(short_name(extraction, one.subject), short_name(extraction, str(one.object))) for one in nested}
    assert {(part.split(" of the Finance")[0], whole) for part, whole in named} == parts


NAMES = [
    ("The Task Force on the Future of Work and the Network met.", "Task Force on the Future of Work"),
    ("The High-level Committee on Trade and the Working Group on Tax met.", "High-level Committee on Trade"),
    ("In Rome, the Legal Advisers’ Network met.", "Legal Advisers’ Network"),
    ("The Under-Secretary-General for Trade, Finance and Compliance met it.",
     "Under-Secretary-General for Trade, Finance and Compliance"),
    ("They read the Strategy for Clean Seas in the United Nations System, 2020–2030.",
     "Strategy for Clean Seas in the United Nations System, 2020–2030"),
    ("The Special Envoy of the Secretary-General on Youth spoke.", "Special Envoy of the Secretary-General on Youth"),
    ("They saw Oceans 2030: A Framework for Action on Plastics.", "Oceans 2030: A Framework for Action on Plastics"),
    ("The Working Group on Tax met in May 2020.", "Working Group on Tax"),
    ("The Working Group on Tax of May 2020 met.", "Working Group on Tax"),
    # words within a name
    ("UNDP issued a Buyer’s Guide to Fair Trade.", "Buyer’s Guide to Fair Trade"),
    ("The Board’s Strategy on Clean Seas was read.", "Strategy on Clean Seas"),
    ("They read the Roles, Duties and Powers Framework.", "Roles, Duties and Powers Framework"),
    ("UNDP manages the Bridging the Gap portal.", "Bridging the Gap portal"),
    ("WHO saw the Sustainable Development Goal 3 Status Report 2019 on Health.",
     "Sustainable Development Goal 3 Status Report 2019 on Health"),
    ("The plan was led by a High-level Steering Committee.", "High-level Steering Committee"),
    ("HLCM read the Clean Seas Strategy, phase II: Towards leadership in clean seas, in May.",
     "Clean Seas Strategy, phase II: Towards leadership in clean seas"),
    # who serves whom
    ("The Secretary-General’s Special Envoy for Clean Seas spoke.", "Secretary-General’s Special Envoy for Clean Seas"),
    ("The Office of the Secretary-General’s Envoy on Seas met.", "Office of the Secretary-General’s Envoy on Seas"),
    ("The Special Adviser to the Secretary-General on Clean Seas met.",
     "Special Adviser to the Secretary-General on Clean Seas"),
    # units, texts and reports of what stands behind them
    ("The secretariat of the Convention on Biological Diversity met.",
     "secretariat of the Convention on Biological Diversity"),
    ("The internal audit service of WFP met.", "internal audit service of WFP"),
    ("HLCM approved the terms of reference of the Working Group on Tax.",
     "terms of reference of the Working Group on Tax"),
    ("Also circulated was the annual report of the Joint Inspection Unit.",
     "annual report of the Joint Inspection Unit"),
    # stages, meetings, places
    ("WHO launched the third phase of the Clean Seas Programme.", "third phase of the Clean Seas Programme"),
    ("FAO held a meeting of heads of audit in Vienna.", "meeting of heads of audit"),
    ("The second session of the Working Group on Tax met.", "second session of the Working Group on Tax"),
    ("They met in Ispra, Italy.", "Ispra"),
    ("They met in Arusha, Nairobi and Lusaka.", "Lusaka"),
    # what is to be made, without an article
    ("WFP met to formulate principles for the use of drones.", "principles for the use of drones"),
    # marks of a typewriter
    ('WFP issued a paper entitled "Drones at work".', "Drones at work"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), NAMES, ids=[name for _, name in NAMES])
def test_a_name_ends_where_its_words_end(text: str, name: str) -> None:
    assert name in {thing.names[0].text for thing in read(text).things}


@pytest.mark.parametrize(
    "text",
    [
        "The committee met and the network was slow.",
        "Groups, teams and strategies are discussed by all.",
        "Takes note of the work; Requests all to act.",
        "A framework is a thing. The Framework is another.",
        "WHOLE WHOSE UNDPX FAOS",
        "No special session was held. They met in regular session twice.",
        "The offices are Geneva-based.",
    ],
)
def test_words_that_name_nothing_are_no_names(text: str) -> None:
    assert [thing.names[0].text for thing in read(text).things if thing.id != read(text).document] == []


@given(st.sampled_from(["HLCM", "UNICEF", "Paris Agreement", "Mali"]), st.text("abcXYZ019_/@", min_size=1, max_size=4))
def test_a_known_name_is_not_found_inside_a_longer_word(name: str, rest: str) -> None:
    found = load_knowledge("en").gazetteer.find
    assert any(candidate.name == name for candidate in found(f"the {name}."))
    assert not any(candidate.name == name for candidate in found(f"the {name}{rest}."))
    assert not any(candidate.name == name for candidate in found(f"the {rest}{name}."))


@pytest.mark.parametrize("mark", ["’s work", ", which", ";", ")", "”", ".", " and others", "’"])
def test_a_known_name_is_found_before_a_possessive_or_punctuation(mark: str) -> None:
    assert any(candidate.name == "HLCM" for candidate in load_knowledge("en").gazetteer.find(f"(HLCM{mark}"))


DATES = [
    ("on 12 May 2020", ["2020-05-12"]),
    ("on 30 and 31 March 2022", ["2022-03-30/2022-03-31"]),
    ("from 30 November to 1 December 2018", ["2018-11-30/2018-12-01"]),
    ("on 3–4 October 2019", ["2019-10-03/2019-10-04"]),
    ("in May and November 2020", ["2020-05", "2020-11"]),
    ("in 2018 and, in March, again", ["2018", "2018-03"]),
    ("in early 2021", ["2021"]),
    ("It may be so; March 2020 was.", ["2020-03"]),
    ("the 2030 Agenda and resolution 75/2020", []),
]


@pytest.mark.parametrize(("text", "dates"), DATES, ids=[text for text, _ in DATES])
def test_dates_are_read_with_their_years(text: str, dates: list[str]) -> None:
    assert [value.value for value in find_dates(text, load_lexicon("en").values)] == dates


_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}


@given(st.sampled_from(sorted(_TENS)), st.integers(1, 9), st.sampled_from(["-", " "]))
def test_numbers_in_words_are_the_sum_of_their_parts(tens: str, unit: int, joint: str) -> None:
    assert read_number(f"{tens}{joint}{_UNITS[unit - 1]}", load_lexicon("en").values) == _TENS[tens] + unit


@given(st.integers(0, 999_999))
def test_figures_are_read_with_or_without_commas(number: int) -> None:
    values = load_lexicon("en").values
    assert read_number(f"{number:,}", values) == read_number(str(number), values) == number


def test_a_sentence_does_not_end_at_an_abbreviation() -> None:
    text = "See resolution 75/233, paras. 23 and 32. It was adopted (No. 4). Ms. Doe spoke."
    parts = [span.of(text).strip() for span in sentences(text, load_language("en").writing)]
    assert parts == ["See resolution 75/233, paras. 23 and 32.", "It was adopted (No. 4).", "Ms. Doe spoke."]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_any_text_is_read_without_an_error(text: str) -> None:
    read(f"1. The Committee on {text} was established by HLCM.")


def test_what_two_languages_name_is_one_thing() -> None:
    english = {
        thing.id
        for thing in read(
            "HLCM and UNESCO endorsed the Paris Agreement and General Assembly resolution 75/233. HLCM held its "
            "thirty-ninth session, and CEB its second regular session of 2020."
        ).things
    }
    chinese = (
        "管理问题高级别委员会和教科文组织核可了《巴黎协定》和大会第75/233号决议。管理问题高级别委员会第三十九届会议和"
        "首协会2020年第二届常会举行。"
    )
    other = process_document(read_bytes(chinese.encode(), "text.txt", Description(language="zh")))
    assert {one for one in english if "text-txt" not in one} == {
        thing.id for thing in other.things if "text-txt" not in thing.id
    }


def test_a_long_official_name_is_known_in_other_letters() -> None:
    things = read("The HLCP inequalities task team met.").things
    assert "body/hlcp/inequalities-task-team" in {thing.id for thing in things}


def test_an_indented_title_is_no_part_of_the_masthead() -> None:
    content = (GOLD / "en_unseen_hlcp.txt").read_bytes()
    report = parse_report(read_bytes(content, "text.txt", Description(language="en")))
    assert report.title.startswith("Report of the High-level Committee on Programmes on its forty-second session")


def test_a_post_goes_by_the_short_form_behind_it() -> None:
    things = read("The Legal Counsel of the International Labour Organization (ILO) spoke.").things
    (post,) = (thing for thing in things if thing.kind == "Post")
    names = {name.text for name in post.names}
    assert {"Legal Counsel of the International Labour Organization (ILO)", "Legal Counsel of ILO"} <= names


def test_labels_of_what_an_english_text_names_are_english() -> None:
    things = read("HLCP set up the Task Team on Inequalities.").things
    (team,) = (thing for thing in things if thing.kind == "TaskTeam")
    assert {name.language for name in team.names} == {"en"}


@pytest.mark.parametrize(
    "unit",
    [
        "World Health Programme Action ",
        "the committee reviewed and considered the matter of ",
        "HLCM endorsed the plan and ",
    ],
)
def test_a_text_twice_as_long_takes_about_twice_as_long(unit: str) -> None:
    def taken(times: int) -> float:
        return min(_seconds(unit * times) for _ in range(3))

    assert taken(400) < 3.2 * taken(200)


def _seconds(text: str) -> float:
    begun = time.perf_counter()
    read(text)
    return time.perf_counter() - begun


def test_what_is_presented_in_the_report_of_a_meeting_is_presented_to_its_body() -> None:
    text = (
        "CEB/2019/6\n\nReport of the High-level Committee on Programmes on its thirty-eighth session\n\n\n"
        "1. UNESCO introduced the Charter on Data Ethics.\n\n2. WFP briefed members on the Handbook on Food Security.\n"
    )
    facts = told(text)
    assert "UNESCO submitted HLCP regarding=Charter on Data Ethics" in facts
    assert "WFP submitted HLCP regarding=Handbook on Food Security" in facts
