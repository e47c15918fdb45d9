using Tieout.Connectors.Salesforce;
using Tieout.Connectors.Salesforce.Feeds;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Certinia.Feeds;

/// <summary>Timecards as entries: each day of the week that has hours is one.</summary>
/// <remarks>
/// Approval is the header's, and what billing decides is the split's: an entry has the version of
/// whichever of both was changed last, or of the billing event that its split stands on. The days of a card that is deleted, or cannot be read any
/// more, are told as deleted, so that none is billed as it was before.
/// </remarks>
internal sealed class TimecardReading(CertiniaOptions options)
{
    public const string Header = "pse__Timecard_Header__c";
    public const string HeaderRelation = "pse__Timecard_Header__r";
    private const string Start = "pse__Start_Date__c";
    private const string End = "pse__End_Date__c";
    private const string Assignment = "pse__Assignment__c";
    private const string Role = "pse__Assignment__r.pse__Role__c";
    private const string Billable = "pse__Billable__c";
    private const string Daily = "pse__Daily_Bill_Rate__c";
    private const string InDays = "pse__Time_Logged_In_Days__c";
    private const decimal HoursMax = 24m;
    private const int DaysPerWeek = 7;

    /// <summary>The first and the last day of a split.</summary>
    public static readonly IReadOnlyList<string> SplitDays = [Start, End];

    private static readonly IsoDayOfWeek[] Weekdays =
    [
        .. Enum.GetValues<IsoDayOfWeek>().Where(x => x is not IsoDayOfWeek.None),
    ];

    private readonly SalesforceNames _names = options.Names;

    /// <summary>What is read of a header.</summary>
    public IReadOnlyList<string> HeaderFields =>
        [
            PsaCode.ProjectPath + _names["projectCode"],
            PsaCode.ResourcePath + _names["resourceCode"],
            Assignment,
            Role,
            Start,
            .. Weekdays.Select(Hours),
            .. Weekdays.Select(Notes),
            PsaStatus.Field,
            Billable,
            PsaBilling.Excluded,
            PsaBilling.InFinancials,
            .. PsaBilling.BilledFields,
            InDays,
            PsaGone.Created,
            .. RateFields.Where(x => x.Length > 0),
        ];

    /// <summary>What is read of a split: its own, and its header with all that is read of one.</summary>
    /// <remarks>Both come in one answer, so they fit each other.</remarks>
    public IReadOnlyList<string> SplitFields =>
        [
            Start,
            End,
            .. PsaBilling.FieldsOf(options),
            .. ChangeScan.Always.Concat(HeaderFields).Select(x => $"{HeaderRelation}.{x}"),
        ];

    private IEnumerable<string> RateFields =>
        _names["timecardRate"] is { Length: > 0 } rate
            ? [rate, Daily, RowCurrency.FieldOf(options.Access)]
            : [];

    /// <summary>Translates a card, or rejects it.</summary>
    /// <param name="card">The header.</param>
    /// <param name="splits">Of it; those that are known.</param>
    /// <param name="days">Which of its days.</param>
    public void Map(
        SalesforceRow card,
        IReadOnlyList<SalesforceRow> splits,
        Func<LocalDate, bool> days,
        FeedBatch batch
    )
    {
        var week = WeekOf(card).Where(days).ToList();
        batch = batch.Reporting(EffortOf(card, week));
        if (card.IsDeleted)
        {
            TakeBack(card, splits, week, batch);
        }
        else if (
            IsReadable(card, batch)
            && PsaCode.Project(options, card, PsaCode.ProjectPath, batch) is { } project
            && PsaCode.Resource(options, card, PsaCode.ResourcePath, batch) is { } resource
            && PsaStatus.Of(card, batch) is { } status
        )
        {
            var hadHours = PsaGone.MayHaveBeenTold(card, card.Version);
            foreach (var day in week.Where(x => HoursOf(card, x) > 0m || hadHours))
            {
                var split = splits.FirstOrDefault(x => Covers(x, day));
                if (split is null || IsSettled(split, batch))
                {
                    batch.Accept(card.Key.Id, EntryOf(card, split, day, project, resource, status));
                }
            }
        }
        else
        {
            TakeBack(card, splits, week, batch);
        }
    }

    /// <summary>All days of a card of which no more than the id is left.</summary>
    public void MapPurged(string id, long version, FeedBatch batch)
    {
        foreach (var weekday in Weekdays)
        {
            batch.Accept(id, GoneOf(id, card: null, weekday, version, PsaGone.DayOf(version)));
        }
    }

    /// <summary>The id of the card that an entry was read from; none where it is no entry of a card.</summary>
    /// <param name="entry">The last part of its id: the card and the weekday.</param>
    public static string? CardOf(string entry) =>
        entry.Split('-') is [var card, var day]
        && Weekdays.Any(x => Short(x).Equals(day, StringComparison.Ordinal))
            ? card
            : null;

    /// <summary>The entries of the card that one was read from, from Monday to Sunday.</summary>
    public static IReadOnlyList<WorkId> WeekOf(WorkId entry)
    {
        var card = entry.Value[..(entry.Value.LastIndexOf('-') + 1)];
        return [.. Weekdays.Select(x => WorkId.Parse(card + Short(x)))];
    }

    /// <summary>Whether a day is one of a split's.</summary>
    public static bool Covers(SalesforceRow split, LocalDate day) =>
        split.Day(Start) <= day && day <= split.Day(End);

    private static string Hours(IsoDayOfWeek day) => $"pse__{day}_Hours__c";

    private static string Notes(IsoDayOfWeek day) => $"pse__{day}_Notes__c";

    private static decimal HoursOf(SalesforceRow card, LocalDate day) =>
        card.Number(Hours(day.DayOfWeek)) ?? 0m;

    /// <summary>Of its days that can be read; zero where they are not in hours.</summary>
    private static Effort EffortOf(SalesforceRow card, IEnumerable<LocalDate> days) =>
        card.Flag(InDays)
            ? Effort.Zero
            : Effort.OfHours(
                days.Select(x => HoursOf(card, x)).Where(x => x is > 0m and <= HoursMax).Sum()
            );

    /// <summary>Its days; those of the week of its last change when it names none.</summary>
    private static IEnumerable<LocalDate> WeekOf(SalesforceRow card)
    {
        var start = card.Day(Start) ?? PsaGone.DayOf(card.Version);
        return Enumerable.Range(0, DaysPerWeek).Select(start.PlusDays);
    }

    private static bool IsReadable(SalesforceRow card, FeedBatch batch)
    {
        var id = card.Key.Id;
        if (card.Day(Start) is null)
        {
            batch.Reject(id, "certinia.no-start", Start, "The timecard has no week.");
            return false;
        }

        if (card.Flag(InDays))
        {
            batch.Reject(
                id,
                "certinia.logged-in-days",
                InDays,
                "The timecard counts days, and how many hours a day has it does not say."
            );
            return false;
        }

        var wrong = Weekdays
            .Select(Hours)
            .FirstOrDefault(x => card.Number(x) is < 0m or > HoursMax);
        if (wrong is not null)
        {
            batch.Reject(id, "certinia.bad-hours", wrong, "A day has from 0 to 24 hours.");
        }

        return wrong is null;
    }

    private void TakeBack(
        SalesforceRow card,
        IReadOnlyList<SalesforceRow> splits,
        IEnumerable<LocalDate> days,
        FeedBatch batch
    )
    {
        var settled = splits
            .Where(x => IsSettled(x, batch))
            .Select(x => PsaBilling.VersionOf(options, x));
        var version = settled.Append(card.Version).Max();
        if (card.IsDeleted || PsaGone.MayHaveBeenTold(card, version))
        {
            foreach (var day in days)
            {
                batch.Accept(card.Key.Id, GoneOf(card.Key.Id, card, day.DayOfWeek, version, day));
            }
        }
    }

    private bool IsSettled(SalesforceRow split, FeedBatch batch) =>
        batch.IsSettled(split) && PsaBilling.IsSettled(options, split, batch);

    private WorkId IdOf(string card, IsoDayOfWeek weekday) =>
        WorkId.Parse($"time/{options.Access.System}/{card}-{Short(weekday)}");

    private static string Short(IsoDayOfWeek weekday) => weekday.ToString()[..3].ToLowerInvariant();

    private TimeEntry GoneOf(
        string id,
        SalesforceRow? card,
        IsoDayOfWeek weekday,
        long version,
        LocalDate day
    ) =>
        new(
            IdOf(id, weekday),
            version,
            PsaGone.ProjectOf(options, card),
            PsaGone.ResourceOf(options, card),
            day,
            Effort.Zero,
            ApprovalStatus.Draft,
            IsDeleted: true
        );

    private TimeEntry EntryOf(
        SalesforceRow card,
        SalesforceRow? split,
        LocalDate day,
        ProjectCode project,
        ResourceCode resource,
        ApprovalStatus status
    )
    {
        var hours = HoursOf(card, day);
        var isReleased =
            !options.ReadsSplits || (split is not null && PsaBilling.IsReleased(options, split));
        var billed = PsaBilling.BilledOf(options, split, card);
        var decided = split is null ? card.Version : PsaBilling.VersionOf(options, split);
        return new TimeEntry(
            IdOf(card.Key.Id, day.DayOfWeek),
            Math.Max(card.Version, decided),
            project,
            resource,
            day,
            Effort.OfHours(hours),
            status,
            IsBillable: card.Flag(Billable)
                && !card.Flag(PsaBilling.Excluded)
                && split?.Flag(PsaBilling.Excluded) is not true,
            Role: card.Text(Role),
            Assignment: card.Text(Assignment),
            Note: card.Text(Notes(day.DayOfWeek)),
            IsDeleted: hours == 0m,
            IsInFinancials: card.Flag(PsaBilling.InFinancials) && isReleased,
            Rate: RateOf(card)
        )
        {
            IsBilledElsewhere = billed.IsBilled,
            BilledOn = billed.Number,
            BillingEvent = billed.Event,
        };
    }

    /// <summary>How many hours a day has that is paid by the day, the card does not say.</summary>
    private Money? RateOf(SalesforceRow card) =>
        _names["timecardRate"] is { Length: > 0 } field
        && card.Number(field) is { } rate
        && !card.Flag(Daily)
        && RowCurrency.Find(options.Access, card) is { } currency
            ? new Money(rate, currency)
            : null;
}
