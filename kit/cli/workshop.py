"""`lectern workshop list|show NAME|report EVENT`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kit.cli import main

if TYPE_CHECKING:
    from kit.context import Kit
    from kit.workshops.plan import Cue, Plan
    from kit.workshops.run import Run


def add(commands: Any) -> None:
    """Hang the commands on."""
    workshop = commands.add_parser("workshop", help="runs of show: list them, show one, report what a run really took")
    verbs = workshop.add_subparsers(metavar="VERB", required=True)
    every = verbs.add_parser("list", help="every run of show, and the runs that are open")
    every.set_defaults(run=list_)
    show = verbs.add_parser("show", help="one run of show as a timed table, with what it gets wrong")
    show.add_argument("name", metavar="NAME", help="as `lectern workshop list` says it")
    show.add_argument("--lang", choices=("zh", "en"), default="", help="which language of it (default: the workspace's)")
    show.set_defaults(run=show_)
    report = verbs.add_parser("report", help="planned against actual of an event's runs, or of one run by its number")
    report.add_argument("event", metavar="EVENT", help="the event's short code, or the number of a run")
    report.set_defaults(run=report_)


def list_(args: argparse.Namespace) -> int:
    """List the runs of show and the open runs."""
    from kit.ops import workshops

    kit = main.open_kit(args)
    rows, going = workshops.all(kit), workshops.open_runs(kit)
    document = {
        "workshops": [
            {
                "name": row.plan.name,
                "lang": row.plan.lang,
                "title": row.plan.title,
                "minutes": row.plan.minutes,
                "cues": len(row.plan.cues),
                "findings": len(row.plan.findings),
                "error": str(row.error) if row.error else "",
                "path": str(row.path),
            }
            for row in rows
        ],
        "open": [{"run": run.id, "name": run.plan.name, "event": run.event, "status": run.status} for run in going],
    }
    lines = [_listed(row.plan, str(row.error) if row.error else "") for row in rows]
    lines += [f"run {run.id}  {run.status}  {run.plan.title}  {run.event}".rstrip() for run in going]
    main.show(args, document, lines)
    return 0


def _listed(plan: Plan, error: str) -> str:
    wrong = error or (f"{len(plan.findings)} findings" if plan.findings else "")
    return f"{plan.name}.{plan.lang}  {plan.minutes} min  {len(plan.cues)} cues  {plan.title}  {wrong}".rstrip()


def show_(args: argparse.Namespace) -> int:
    """Show one run of show; exit 1 when it has findings."""
    from kit.ops import workshops
    from kit.workshops import plan as plans

    plan = workshops.plan(main.open_kit(args), args.name, args.lang)
    findings = [str(finding) for finding in plan.findings]
    document = {**plans.as_doc(plan), "findings": findings}
    main.show(args, document, [f"{plan.title}  {plan.minutes} min", "", *(line for cue in plan.cues for line in _cue(cue)), *findings])
    return 1 if findings else 0


def _cue(cue: Cue) -> Sequence[str]:
    minutes = f"{cue.minutes:g} min" if cue.timed else ""
    head = f"{cue.at or '':>7}  {minutes:>7}  {cue.role:<10} {cue.title}" + ("  (optional)" if cue.droppable else "")
    return [head, *(f"{'':>20}{'*' if step.must else '-'} {step.text}" for step in cue.steps)]


def report_(args: argparse.Namespace) -> int:
    """Report what the runs of an event, or one run, really took."""
    kit = main.open_kit(args)
    found = _runs(kit, args.event)
    lines = [line for run in found for line in _report(kit, run)]
    main.show(args, {"runs": [_as_json(kit, run) for run in found]}, lines or ["no run yet"])
    return 0


def _runs(kit: Kit, wanted: str) -> tuple[Run, ...]:
    from kit.ops import workshops
    from kit.store.ids import RunId

    return (workshops.state(kit, RunId(int(wanted))),) if wanted.isdigit() else workshops.runs_of(kit, wanted)


def _report(kit: Kit, run: Run) -> list[str]:
    from kit.workshops import timing

    shown = timing.clock(run, run.ended_at or kit.now())
    musts = [step for cue in run.plan.cues for step in cue.steps if step.must]
    done = sum(step.id in run.ticks for step in musts)
    head = f"run {run.id}  {run.plan.title}  {run.status}  must steps {done}/{len(musts)}"
    ends = f"planned end {_clock(run, shown.planned_end)}  expected or actual end {_clock(run, shown.expected_end)}"
    rows = [
        f"{_clock(run, line.planned_start)}  {line.planned_seconds / 60:>5.0f} min  {line.seconds / 60:>6.1f} min  "
        f"{line.status:<8} {line.cue.title}"
        for line in timing.lines(run, run.ended_at or kit.now())
    ]
    return [head, ends, *rows, *(f"note {_clock(run, note.at)}  {note.text}" for note in run.notes)]


def _clock(run: Run, moment: Any) -> str:
    from zoneinfo import ZoneInfo

    return f"{moment.astimezone(ZoneInfo(run.zone)):%H:%M}"


def _as_json(kit: Kit, run: Run) -> dict[str, Any]:
    from kit.workshops import timing

    now = run.ended_at or kit.now()
    shown = timing.clock(run, now)
    return {
        "run": run.id,
        "name": run.plan.name,
        "title": run.plan.title,
        "event": run.event,
        "status": run.status,
        "started": run.started_at,
        "ended": run.ended_at,
        "planned_end": shown.planned_end,
        "expected_end": shown.expected_end,
        "cues": [
            {
                "id": line.cue.id,
                "title": line.cue.title,
                "planned_start": line.planned_start,
                "planned_seconds": line.planned_seconds,
                "actual_start": line.starts if line.status in ("done", "current") else None,
                "actual_seconds": line.seconds,
                "held_seconds": line.held,
                "added_seconds": line.added,
                "status": line.status,
            }
            for line in timing.lines(run, now)
        ],
        "ticks": {step: tick.at for step, tick in run.ticks.items()},
        "notes": [{"at": note.at, "cue": note.cue, "text": note.text} for note in run.notes],
    }
