"""`provaudit models`: which models parse and tag, and how to use others."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from provaudit.cli import options
from provaudit.cli.output import put, working
from provaudit.errors import ModelError, UsageError

EXPLANATION = """
These files are all that the models are; nothing is fetched when articles are audited. To use others:
  --models stanza:default   Stanza's own English models: bigger and slower; compare before you switch.
                            Fetch them once with: provaudit models download stanza:default
  --models FOLDER           a folder of Stanza models with its resources.json
The same as a setting: models = "stanza:default" in provaudit.toml, or PROVAUDIT_MODELS.
The attribution tagger, and what compares claims for echo, are the same with all of them.
Audits are stamped with the fingerprint above.
"""

app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


@app.callback()
def models(context: typer.Context, models: options.Models = None) -> None:
    """Models: list those in use with sizes and hashes, and explain how to use bigger ones.

    \b
    Examples:
      provaudit models
      provaudit models --models stanza:default
      provaudit models download stanza:default
    """
    if context.invoked_subcommand is not None:
        return
    from provaudit import resources
    from provaudit.api import Auditor
    from provaudit.config import load
    from provaudit.nlp.pipeline import stanza_folder

    auditor = Auditor(load(Path.cwd(), {"models": models}).settings)
    parser = auditor.parser
    parsing = parser.folder or stanza_folder()
    if not any(parsing.rglob("*.pt")):
        raise ModelError(
            "these models are not installed",
            where=auditor.settings.models,
            hint="fetch them: provaudit models download stanza:default",
        )
    lines = [f"models       {auditor.settings.models}", f"fingerprint  {auditor.fingerprint}", ""]
    home = resources.folder("models")
    for folder in (parsing, home / "en-attribution", home / "en-claims"):
        lines.append(f"{folder}")
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
            lines.append(f"  {path.relative_to(folder).as_posix():28} {path.stat().st_size / 1e6:7.1f} MB  {digest}")
    put(["\n".join(lines) + "\n" + EXPLANATION])


@app.command(short_help="Fetch models from the network, when told to.")
def download(name: Annotated[str, typer.Argument(help="stanza:default")]) -> None:
    """Fetch models from the network: the only command of provaudit that uses it, and only when told to.

    \b
    Example:
      provaudit models download stanza:default
    """
    if name != "stanza:default":
        raise UsageError(f"cannot download {name}", hint="there is stanza:default; bundled models are here already")
    import stanza

    from provaudit.languages.codes import DEFAULT

    try:
        with working("fetching Stanza's English models"):
            stanza.download(DEFAULT, processors="tokenize,pos,lemma,depparse,ner", verbose=False)
    except Exception as error:  # whatever the network and the hub come up with
        raise ModelError(f"the download failed: {error}", where=name, hint="is there a network? nothing else needs one") from error
    put(["done; use them with --models stanza:default\n"])
