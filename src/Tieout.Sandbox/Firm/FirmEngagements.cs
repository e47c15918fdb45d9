using System.Globalization;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Sandbox.Firm;

/// <summary>The engagements of the firm, and which projects time of each kind is booked on.</summary>
internal sealed class FirmEngagements
{
    private const int EntriesEach = 300;
    private const int CountMin = 16;

    private static readonly EngagementUse[] Special =
    [
        .. Enum.GetValues<EngagementUse>().Where(x => x != EngagementUse.Ordinary),
    ];

    private static readonly ProjectCode[] Unknown =
    [
        .. "P-9901-A P-9901-B P-0000-X".Split(' ').Select(ProjectCode.Parse),
    ];

    private readonly ProjectCode[] _plain;
    private readonly ProjectCode[] _early;
    private readonly ProjectCode[] _usual;
    private readonly Dictionary<EngagementUse, ProjectCode[]> _byUse;

    public FirmEngagements(int count, int customers)
    {
        var ordinary = count - Special.Length;
        All =
        [
            .. Enumerable
                .Range(1, count)
                .Select(x =>
                    Plan(
                        x,
                        x <= ordinary ? EngagementUse.Ordinary : Special[x - ordinary - 1],
                        customers
                    )
                ),
        ];
        _byUse = All.GroupBy(x => x.Use).ToDictionary(x => x.Key, ProjectsOf);
        _plain = ProjectsOf(All.Where(x => x.IsPlain));
        _usual =
        [
            .. _byUse[EngagementUse.Ordinary],
            .. _byUse[EngagementUse.LateRate],
            _byUse[EngagementUse.BillingHold][0],
        ];
        _early =
        [
            .. _usual,
            .. _byUse[EngagementUse.Ended],
            .. _byUse[EngagementUse.PendingAmendment],
        ];
    }

    public IReadOnlyList<EngagementPlan> All { get; }

    public static int CountOf(FirmOptions options) =>
        Math.Clamp(options.Entries / EntriesEach, CountMin, options.EngagementsMax);

    /// <summary>Projects that an entry of a kind may be on, in a month from zero.</summary>
    public IReadOnlyList<ProjectCode> ProjectsFor(EntryKind kind, int month) =>
        kind switch
        {
            EntryKind.Ordinary => month == 0 ? _early : _usual,
            EntryKind.Internal => _byUse[EngagementUse.Internal],
            EntryKind.LateProject => _byUse[EngagementUse.LateProject],
            EntryKind.UnknownProject => Unknown,
            EntryKind.LateRate => _byUse[EngagementUse.LateRate],
            EntryKind.OutsideTerm => _byUse[EngagementUse.Ended],
            EntryKind.ProjectHold => [_byUse[EngagementUse.BillingHold][1]],
            EntryKind.CustomerHold => _byUse[EngagementUse.CustomerHold],
            EntryKind.PendingAmendment => _byUse[EngagementUse.PendingAmendment],
            _ => _plain,
        };

    private static ProjectCode[] ProjectsOf(IEnumerable<EngagementPlan> engagements) =>
        [.. engagements.SelectMany(x => x.Projects)];

    private static EngagementPlan Plan(int number, EngagementUse use, int customers)
    {
        var customer = CustomerOf(number, use, customers);
        var form = use is EngagementUse.Ordinary ? FormOf(number) : default;
        var projects =
            form is EngagementForm.Mixed
            || use is EngagementUse.BillingHold
            || (number % 2 == 1 && use is not EngagementUse.Internal)
                ? "AB"
                : "A";
        return new EngagementPlan(
            number,
            EngagementId.Parse(string.Create(CultureInfo.InvariantCulture, $"K-26-{number:D3}")),
            use,
            form,
            use is EngagementUse.Internal ? FirmCustomers.Own : FirmCustomers.CodeOf(customer),
            use is EngagementUse.Internal ? FirmEntities.All[0] : FirmCustomers.EntityOf(customer),
            [
                .. projects.Select(letter =>
                    ProjectCode.Parse(
                        string.Create(CultureInfo.InvariantCulture, $"P-{number:D4}-{letter}")
                    )
                ),
            ],
            IsAmended: use is EngagementUse.Ordinary
                && form is EngagementForm.TimeAndMaterials
                && number % 8 == 2
        );
    }

    private static int CustomerOf(int number, EngagementUse use, int customers)
    {
        if (use is EngagementUse.CustomerHold)
        {
            return FirmCustomers.OnHold;
        }
        var customer = (number - 1) % customers;
        return customer == FirmCustomers.OnHold ? customer - 1 : customer;
    }

    private static EngagementForm FormOf(int number) =>
        (number % 10) switch
        {
            4 => EngagementForm.FixedFee,
            7 => EngagementForm.Milestones,
            9 => EngagementForm.Mixed,
            _ => EngagementForm.TimeAndMaterials,
        };
}
