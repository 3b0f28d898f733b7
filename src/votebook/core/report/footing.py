"""Footing: rounding a printed table so that every sum that the reader can add up does add up.

The method is controlled rounding by cycle cancelling (Cox 1987, "A constructive procedure for
unbiased controlled rounding"; the network is Causey, Cox and Ernst's, 1985). Figures that no sum
explains are the *atoms*. Every sum stands for a set of atoms; if the sums fall into two families,
each of which is nested (two of its sets are disjoint or one contains the other), the table is a
circulation: each figure is the flow of one arc, each sum's node balances, and going round a cycle
of figures that are not yet whole makes at least one of them whole while every sum stays true.

What can be footed follows from that: any nesting of subtotals in the rows with one level of sums or
differences over the columns, the same turned round, and several such groups of columns side by
side. What cannot is refused by name: sums that cross in more than two ways, a figure that counts
twice in a sum, and signs that no choice makes one-sided (a + b and a - b in the same table).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import ClassVar, Generic, TypeVar

from votebook.core.measure.money import round_half_away

Key = TypeVar("Key", bound=Hashable)

_GROUND = -1


@dataclass(frozen=True, slots=True)
class SumOf(Generic[Key]):
    """A printed figure that is the sum of others, each with its sign, +1 or -1."""

    total: Key
    parts: tuple[tuple[int, Key], ...]


@dataclass(frozen=True, slots=True)
class NotFootable(Generic[Key]):
    """A structure of sums that controlled rounding cannot serve; nothing is rounded."""

    code: ClassVar[str] = "footing.not_footable"

    sums: tuple[Key, ...]
    reason: str

    def explain(self) -> str:
        """Name the sums that stand in the way, and why."""
        named = " and ".join(str(key) for key in self.sums)
        return f"The table cannot be rounded so that it foots: {named} {self.reason}."


def foot(exact: Mapping[Key, Fraction], sums: Sequence[SumOf[Key]]) -> dict[Key, int] | NotFootable[Key]:
    """Round every figure to its floor or its ceiling so that every sum holds exactly.

    A whole figure stays as it is. A figure that no sum touches is rounded half away from zero.

    >>> half = {key: Fraction(1, 2) for key in "ab"}
    >>> footed = foot({**half, "t": Fraction(1)}, [SumOf("t", ((1, "a"), (1, "b")))])
    >>> sorted(footed.values())
    [0, 1, 1]
    """
    atoms_of = _resolve(sums)
    if isinstance(atoms_of, NotFootable):
        return atoms_of
    flips = _flips(atoms_of)
    if isinstance(flips, NotFootable):
        return flips
    chains = _chains(atoms_of)
    families = _families(atoms_of, chains)
    if isinstance(families, NotFootable):
        return families
    scale = lcm(*(value.denominator for value in exact.values()), 1)
    whole = {key: value.numerator * (scale // value.denominator) for key, value in exact.items()}
    atoms = [key for key in exact if key not in atoms_of]
    arcs, ends = _network(atoms, atoms_of, chains, families)
    flow = [whole[key] * flips.get(key, 1) for key in arcs]
    _cancel(flow, ends, scale)
    footed = {key: flips.get(key, 1) * value // scale for key, value in zip(arcs, flow, strict=True)}
    loose = [key for key in atoms if key not in chains]
    footed |= {key: round_half_away(exact[key]) for key in loose}
    _prove(exact, sums, footed)
    return footed


def _resolve(sums: Sequence[SumOf[Key]]) -> dict[Key, dict[Key, int]] | NotFootable[Key]:
    """Express every sum in atoms with their signs."""
    parts_of = {one.total: one.parts for one in sums}
    resolved: dict[Key, dict[Key, int]] = {}
    for start in parts_of:
        stack = [start]
        while stack:
            total = stack[-1]
            waiting = [key for _, key in parts_of[total] if key in parts_of and key not in resolved]
            if total not in resolved and waiting:
                assert len(stack) <= len(parts_of), "a sum does not contain itself"
                stack.extend(waiting)
                continue
            stack.pop()
            atoms: dict[Key, int] = {}
            for sign, key in parts_of[total]:
                for atom, inner in resolved.get(key, {key: 1}).items():
                    if atom in atoms:
                        return NotFootable((total,), f"counts {atom} more than once")
                    atoms[atom] = sign * inner
            resolved[total] = atoms
    return resolved


def _flips(atoms_of: Mapping[Key, Mapping[Key, int]]) -> dict[Key, int] | NotFootable[Key]:
    """Choose a sign for every figure so that each sum adds its atoms with a plus alone."""
    members: dict[Key, list[Key]] = defaultdict(list)
    for total, atoms in atoms_of.items():
        for atom in atoms:
            members[atom].append(total)
    flips: dict[Key, int] = {}
    for start in atoms_of:
        queue = [] if start in flips else [start]
        flips.setdefault(start, 1)
        while queue:
            total = queue.pop()
            for atom, sign in atoms_of[total].items():
                if flips.setdefault(atom, sign * flips[total]) != sign * flips[total]:
                    return NotFootable((total,), f"takes {atom} with another sign than its other sums do")
                for other in members[atom]:
                    if other not in flips:
                        flips[other] = atoms_of[other][atom] * flips[atom]
                        queue.append(other)
    return flips


def _chains(atoms_of: Mapping[Key, Mapping[Key, int]]) -> dict[Key, list[Key]]:
    """List for each atom the sums that it counts in, the smallest first."""
    chains: dict[Key, list[Key]] = defaultdict(list)
    for total in sorted(atoms_of, key=lambda key: len(atoms_of[key])):
        for atom in atoms_of[total]:
            chains[atom].append(total)
    return dict(chains)


def _families(
    atoms_of: Mapping[Key, Mapping[Key, int]], chains: Mapping[Key, Sequence[Key]]
) -> dict[Key, int] | NotFootable[Key]:
    """Divide the sums into two families so that no two of a family cross."""
    crossing: dict[Key, dict[Key, None]] = {total: {} for total in atoms_of}
    seen: set[tuple[Key, Key]] = set()
    for chain in chains.values():
        for position, small in enumerate(chain):
            for large in chain[position + 1 :]:
                if (small, large) in seen:
                    continue
                seen.add((small, large))
                if not atoms_of[small].keys() <= atoms_of[large].keys():
                    crossing[small][large] = crossing[large][small] = None
    families: dict[Key, int] = {}
    for start in atoms_of:
        queue = [] if start in families else [start]
        families.setdefault(start, 0)
        while queue:
            total = queue.pop()
            for other in crossing[total]:
                if other not in families:
                    families[other] = 1 - families[total]
                    queue.append(other)
                elif families[other] == families[total]:
                    return NotFootable((total, other), "overlap with a third sum in more than two ways")
    return families


def _network(
    atoms: Sequence[Key],
    atoms_of: Mapping[Key, Mapping[Key, int]],
    chains: Mapping[Key, Sequence[Key]],
    families: Mapping[Key, int],
) -> tuple[list[Key], list[tuple[int, int]]]:
    """Lay an arc for every figure: down the first family's tree, through the atoms, up the second's."""
    numbers = {total: number for number, total in enumerate(atoms_of)}
    parents: dict[Key, int] = dict.fromkeys(atoms_of, _GROUND)
    arcs: list[Key] = []
    ends: list[tuple[int, int]] = []
    for atom in atoms:
        innermost = [_GROUND, _GROUND]
        for family in (0, 1):
            nested = [total for total in chains.get(atom, ()) if families[total] == family]
            for inner, outer in pairwise(nested):
                parents[inner] = numbers[outer]
            if nested:
                innermost[family] = numbers[nested[0]]
        if atom in chains:
            arcs.append(atom)
            ends.append((innermost[0], innermost[1]))
    for total, number in numbers.items():
        arcs.append(total)
        ends.append((parents[total], number) if families[total] == 0 else (number, parents[total]))
    return arcs, ends


def _cancel(flow: list[int], ends: Sequence[tuple[int, int]], scale: int) -> None:
    """Make every arc a whole multiple of the scale by going round cycles of arcs that are not.

    At a node that balances, an arc that is not whole never stands alone; so a walk over such arcs
    cannot get stuck, and it must meet itself.
    """
    at_node: dict[int, list[int]] = defaultdict(list)
    for arc, (tail, head) in enumerate(ends):
        at_node[tail].append(arc)
        at_node[head].append(arc)
    for start in range(len(flow)):
        nodes: list[int] = [ends[start][0]]
        path: list[int] = []
        where = {nodes[0]: 0}
        while path or flow[start] % scale:
            arc = _next_arc(at_node[nodes[-1]], flow, scale, path[-1] if path else -1)
            tail, head = ends[arc]
            node = head if tail == nodes[-1] else tail
            path.append(arc)
            if node not in where:
                where[node] = len(nodes)
                nodes.append(node)
                continue
            opening = where[node]
            _go_round(flow, path[opening:], nodes[opening:], ends, scale)
            keep = next((n for n in range(len(path)) if flow[path[n]] % scale == 0), len(path))
            for left in nodes[min(keep, opening) + 1 :]:
                del where[left]
            del nodes[min(keep, opening) + 1 :], path[min(keep, opening) :]


def _next_arc(candidates: list[int], flow: list[int], scale: int, came_by: int) -> int:
    """Take an arc that is not whole and is not the one come by, forgetting arcs that are whole."""
    while candidates and flow[candidates[-1]] % scale == 0:
        candidates.pop()
    for arc in reversed(candidates):
        if arc != came_by and flow[arc] % scale:
            return arc
    raise AssertionError("every node of the table balances")


def _go_round(
    flow: list[int], cycle: Sequence[int], nodes: Sequence[int], ends: Sequence[tuple[int, int]], scale: int
) -> None:
    """Move along a cycle, in the direction of the smaller step, until one of its arcs is whole."""
    signs = [1 if ends[arc][0] == node else -1 for arc, node in zip(cycle, nodes, strict=True)]
    along = min((-flow[arc] * sign) % scale for arc, sign in zip(cycle, signs, strict=True))
    against = min((flow[arc] * sign) % scale for arc, sign in zip(cycle, signs, strict=True))
    step = along if along <= against else -against
    for arc, sign in zip(cycle, signs, strict=True):
        flow[arc] += sign * step


def _prove(exact: Mapping[Key, Fraction], sums: Sequence[SumOf[Key]], footed: Mapping[Key, int]) -> None:
    for key, value in exact.items():
        assert abs(footed[key] - value) < 1, "every figure lies within one unit of its true value"
    for one in sums:
        added = sum(sign * footed[key] for sign, key in one.parts)
        assert footed[one.total] == added, "every sum of the table holds as printed"
