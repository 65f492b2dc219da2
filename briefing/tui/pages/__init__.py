"""Pages: a value of ``briefing.models`` and a width in, laid-out lines with spots out. All pure."""
