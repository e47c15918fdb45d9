using System.Globalization;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Sandbox.Firm;

/// <summary>The quarter's time entries: each follows from its number, so none is kept.</summary>
internal sealed class FirmTime
{
    private const int OddMinutesPerMille = 70;
    private const int NotePerMille = 250;
    private const int ActingPerMille = 80;

    private readonly Chance _chance;
    private readonly FirmCalendar _calendar;
    private readonly FirmPeople _people;
    private readonly FirmEngagements _engagements;
    private readonly EntryQuotas[] _quotas;
    private readonly string _system;

    public FirmTime(
        Chance chance,
        FirmCalendar calendar,
        FirmPeople people,
        FirmEngagements engagements,
        string system
    )
    {
        _chance = chance;
        _calendar = calendar;
        _people = people;
        _engagements = engagements;
        _system = system;
        _quotas =
        [
            .. Enumerable
                .Range(0, FirmCalendar.Months)
                .Select(month => new EntryQuotas(
                    chance.For(DrawOf.Kind).At(month),
                    month,
                    calendar.CountOf(month)
                )),
        ];
    }

    /// <summary>The month's own records, then what this wave tells again or anew.</summary>
    /// <param name="wave">1 to 3.</param>
    public IEnumerable<TimeEntry> FactsOf(int wave)
    {
        var month = wave - 1;
        foreach (var entry in PlansOf(month))
        {
            yield return Fact(entry, EntryHistories.Of(entry.Kind)[0]);
        }
        for (var told = Math.Max(0, month - 1); told <= month; told++)
        {
            foreach (var entry in PlansOf(told))
            {
                foreach (var step in EntryHistories.Of(entry.Kind).Skip(1))
                {
                    if (step.WavesLater == month - told)
                    {
                        yield return Fact(entry, step);
                    }
                }
            }
        }
    }

    /// <summary>The entries of a month from zero, in order.</summary>
    public IEnumerable<EntryPlan> PlansOf(int month)
    {
        var first = _calendar.FirstEntryOf(month);
        for (var i = 0; i < _calendar.CountOf(month); i++)
        {
            yield return Plan(first + i, month, _quotas[month].KindOf(i));
        }
    }

    private EntryPlan Plan(int number, int month, EntryKind kind)
    {
        var (day, dayNumber, onDay) = _calendar.DayOf(number);
        var draw = _chance.At(number);
        var person = onDay % _people.Count;
        var minutes = MinutesOf(draw);
        var projects = _engagements.ProjectsFor(kind, month);
        // A person stays on two projects for a week.
        var staffing = _chance
            .For(DrawOf.Project)
            .At(person)
            .At(dayNumber / 5)
            .At(draw.For(DrawOf.Project).Below(2));
        return new EntryPlan(
            number,
            kind,
            month,
            day,
            person,
            staffing.Pick(projects),
            draw.For(DrawOf.Task).Pick(FirmContracts.Tasks),
            RoleOf(kind, draw),
            minutes,
            CorrectedOf(draw, minutes),
            draw.For(DrawOf.Note).Happens(NotePerMille)
                ? draw.For(DrawOf.Note).At(1).Pick(FirmNames.Notes)
                : null
        );
    }

    /// <summary>Half an hour to three hours and a half, mostly in quarters.</summary>
    private static int MinutesOf(Chance draw)
    {
        var minutes = draw.For(DrawOf.Minutes);
        return draw.For(DrawOf.OddMinutes).Happens(OddMinutesPerMille)
            ? 7 + minutes.Below(200)
            : 30 + (15 * minutes.Below(13));
    }

    private static int CorrectedOf(Chance draw, int minutes)
    {
        var quarters = 1 + draw.For(DrawOf.Correction).Below(4);
        var isLess = draw.For(DrawOf.Correction).At(1).Happens(500) && minutes > 60;
        return isLess ? minutes - (15 * Math.Min(quarters, 3)) : minutes + (15 * quarters);
    }

    private static string? RoleOf(EntryKind kind, Chance draw) =>
        kind switch
        {
            EntryKind.MissingRate => FirmRoles.Unpriced,
            EntryKind.LateRate => FirmRoles.PricedLate,
            _ when draw.For(DrawOf.Role).Happens(ActingPerMille) => draw.For(DrawOf.Role)
                .At(1)
                .Pick(FirmRoles.Priced)
                .Role,
            _ => null,
        };

    private TimeEntry Fact(EntryPlan entry, EntryStep step) =>
        new(
            WorkId.Parse(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"time/{_system}/T-{entry.Number + 1:D7}"
                )
            ),
            step.Version,
            entry.Project,
            _people.CodeOf(entry.Person),
            entry.Day,
            new Effort(entry.SecondsAt(step)),
            step.Status,
            entry.Kind is not (EntryKind.NonBillable or EntryKind.Internal),
            entry.Task,
            entry.Role,
            Note: entry.Note,
            IsDeleted: step.IsDeleted
        );
}
