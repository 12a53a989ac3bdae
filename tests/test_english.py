"""English: sentences of the kind that reports are made of, and what is read in them; words, dates, numbers, names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cebgraph.linking import load_knowledge
from cebgraph.mentions.values import find_dates, read_number
from cebgraph.model.extraction import Extraction
from cebgraph.model.source import Description
from cebgraph.pipeline import process_document
from cebgraph.read import read_bytes
from cebgraph.resources.languages import load_language
from cebgraph.resources.lexicon import load_lexicon

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
     ["Procurement Network developed guidelines on sustainable procurement"]),
    ("The Procurement Network prepared and published a handbook on vendor eligibility.",
     ["Procurement Network developed handbook on vendor eligibility",
      "Procurement Network issued handbook on vendor eligibility"]),
    ("WHO, in consultation with UNICEF, drafted the Guidelines for Safe Schools.",
     ["WHO developed Guidelines for Safe Schools", "WHO consulted UNICEF regarding=Guidelines for Safe Schools"]),
    ("The Guidelines for Safe Schools, which had been drafted by WHO and approved by HLCP, were issued by UNICEF.",
     ["WHO developed Guidelines for Safe Schools", "HLCP approved Guidelines for Safe Schools",
      "UNICEF issued Guidelines for Safe Schools"]),
    ("In cooperation with UNICEF, WHO launched the Global Initiative on Safe Schools.",
     ["WHO cooperatedWith UNICEF", "WHO launched Global Initiative on Safe Schools"]),
    ("FAO took part in the preparation of the Handbook on Food Security.", ["FAO contributedTo Handbook on Food Security"]),
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
     ["HLCM requested Procurement Network regarding=handbook on vendor eligibility",
      "Procurement Network developed handbook on vendor eligibility planned"]),
    ("HLCM was briefed by WFP.", []),
    ("UNDP presented the Strategy on Youth Employment to HLCP.",
     ["UNDP submitted HLCP regarding=Strategy on Youth Employment"]),
    # meetings
    ("CEB held its second regular session of 2019 in New York on 7 and 8 November 2019.",
     ["CEB held second regular session of 2019 when=2019-11-07/2019-11-08 place=New York"]),
    ("HLCM will hold its fifty-first session in March 2032.", ["HLCM held fifty-first session of HLCM planned when=2032-03"]),
    ("ILO participated in the forty-first session of HLCP.", ["ILO participatedIn forty-first session of HLCP"]),
    # documents among documents
    ("The Strategy on Youth Employment is aligned with the Paris Agreement.",
     ["Strategy on Youth Employment basedOn Paris Agreement"]),
    ("Pursuant to General Assembly resolution 72/279, paras. 4 and 5, UNDP updated the Guide on Country Presence.",
     ["UNDP pursuantTo A/RES/72/279 pinpoint=4,5", "Guide on Country Presence pursuantTo A/RES/72/279 pinpoint=4,5",
      "UNDP updated Guide on Country Presence"]),
    ("UNHCR manages the Refugee Data Portal, which is used by 40 organizations.",
     ["UNHCR manages Refugee Data Portal", "Refugee Data Portal figure 40 note=organizations"]),
    ("IAEA hosted the database on nuclear safety.", []),
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
