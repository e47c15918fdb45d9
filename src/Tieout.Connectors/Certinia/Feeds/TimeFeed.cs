using Tieout.Connect;
using Tieout.Connectors.Salesforce;
using Tieout.Connectors.Salesforce.Feeds;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Certinia.Feeds;

/// <summary>Timecards: each day of the week that has hours is an entry.</summary>
/// <remarks>
/// Headers are read and not splits: approval is theirs, and PSA makes splits anew when it splits a
/// week otherwise. An entry is known by its card and weekday, so that a card that moves to another
/// week takes its entries along. A day whose hours may have been taken back counts as deleted.
/// </remarks>
internal sealed class TimeFeed(CertiniaOptions options) : ISalesforceFeed
{
    private const string Start = "pse__Start_Date__c";
    private const string Assignment = "pse__Assignment__c";
    private const string Role = "pse__Assignment__r.pse__Role__c";
    private const string Billable = "pse__Billable__c";
    private const string Excluded = "pse__Exclude_from_Billing__c";
    private const string InFinancials = "pse__Include_In_Financials__c";
    private const string InDays = "pse__Time_Logged_In_Days__c";
    private const string Created = "CreatedDate";
    private const decimal HoursMax = 24m;
    private const int DaysPerWeek = 7;

    private readonly SalesforceNames _names = options.Names;

    public Feed Feed { get; } =
        new("time", IsMasterData: false)
        {
            Deletions = Deletions.Told,
            ReadableWithin = options.Access.Overlap,
        };

    public string Object => _names["timecard"];

    public IReadOnlyList<string> Fields =>
        [
            PsaCode.ProjectPath + _names["projectCode"],
            PsaCode.ResourcePath + _names["resourceCode"],
            Assignment,
            Role,
            Start,
            .. Enum.GetValues<IsoDayOfWeek>().Where(x => x is not IsoDayOfWeek.None).Select(Hours),
            .. Enum.GetValues<IsoDayOfWeek>().Where(x => x is not IsoDayOfWeek.None).Select(Notes),
            PsaStatus.Field,
            Billable,
            Excluded,
            InFinancials,
            InDays,
            Created,
        ];

    public void Map(SalesforceRow row, FeedBatch batch)
    {
        var id = row.Key.Id;
        var identity = $"time/{options.Access.System}/{id}";
        if (row.Day(Start) is not { } start)
        {
            batch.Reject(id, "certinia.no-start", Start, "The timecard has no week.", identity);
        }
        else if (row.Flag(InDays))
        {
            batch.Reject(
                id,
                "certinia.logged-in-days",
                InDays,
                "The timecard counts days, and how many hours a day has it does not say.",
                identity
            );
        }
        else if (
            AreHoursRight(row, batch, identity)
            && PsaCode.Project(options, row, PsaCode.ProjectPath, batch) is { } project
            && PsaCode.Resource(options, row, PsaCode.ResourcePath, batch) is { } resource
            && PsaStatus.Of(row, batch, identity) is { } status
        )
        {
            var week = Enumerable.Range(0, DaysPerWeek).Select(start.PlusDays);
            foreach (var day in week.Where(x => HoursOf(row, x) > 0m || MayHaveHadHours(row)))
            {
                batch.Accept(id, EntryOf(row, day, project, resource, status, identity));
            }
        }
    }

    private static string Hours(IsoDayOfWeek day) => $"pse__{day}_Hours__c";

    private static string Notes(IsoDayOfWeek day) => $"pse__{day}_Notes__c";

    private static decimal HoursOf(SalesforceRow row, LocalDate day) =>
        row.Number(Hours(day.DayOfWeek)) ?? 0m;

    /// <summary>A card that was never changed had no other hours before.</summary>
    private static bool MayHaveHadHours(SalesforceRow row) =>
        row.Text(Created) is not { } created || SalesforceStamp.Parse(created) != row.Key.Stamp;

    private static bool AreHoursRight(SalesforceRow row, FeedBatch batch, string identity)
    {
        var wrong = Enum.GetValues<IsoDayOfWeek>()
            .Where(x => x is not IsoDayOfWeek.None)
            .Select(Hours)
            .FirstOrDefault(x => row.Number(x) is < 0m or > HoursMax);
        if (wrong is not null)
        {
            batch.Reject(
                row.Key.Id,
                "certinia.bad-hours",
                wrong,
                "A day has from 0 to 24 hours.",
                identity
            );
        }

        return wrong is null;
    }

    private static TimeEntry EntryOf(
        SalesforceRow row,
        LocalDate day,
        ProjectCode project,
        ResourceCode resource,
        ApprovalStatus status,
        string identity
    )
    {
        var hours = HoursOf(row, day);
        return new TimeEntry(
            WorkId.Parse($"{identity}-{day.DayOfWeek.ToString()[..3].ToLowerInvariant()}"),
            row.Version,
            project,
            resource,
            day,
            Effort.OfHours(hours),
            status,
            IsBillable: row.Flag(Billable) && !row.Flag(Excluded),
            Role: row.Text(Role),
            Assignment: row.Text(Assignment),
            Note: row.Text(Notes(day.DayOfWeek)),
            IsDeleted: row.IsDeleted || hours == 0m,
            IsInFinancials: row.Flag(InFinancials)
        );
    }
}
