using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tryton;

/// <summary>One connection to a Tryton 6.0 database. The password is given apart, never here.</summary>
public sealed class TrytonOptions
{
    /// <summary>The connection's name in the configuration; every message names it.</summary>
    public required string System { get; init; }

    /// <summary>Where the server listens, without the database: <c>https://erp.example:8000/</c>.</summary>
    public required Uri Server { get; init; }

    /// <summary>The database's name; its part of the path.</summary>
    public required string Database { get; init; }

    /// <summary>A user of the hub's own, whose companies are those that it works for.</summary>
    public required string Login { get; init; }

    /// <summary>
    /// Tryton's company (the name of its party) by legal entity code. A legal entity that is not
    /// named is the user's own company. Default: none named.
    /// </summary>
    public IReadOnlyDictionary<string, string> Companies { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Tryton's tax name by tax code; an empty name means a line without tax. A code that is not
    /// named must itself be the name of a tax. Default: none named.
    /// </summary>
    public IReadOnlyDictionary<string, string> Taxes { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The revenue account (code or name) where a document names none; Tryton's own default for
    /// product categories when this is not set either.
    /// </summary>
    public string? RevenueAccount { get; init; }

    /// <summary>The unit of lines charged by the hour; must exist. Default: Hour.</summary>
    public string HourUnit { get; init; } = "Hour";

    /// <summary>Decimals of a unit price, as Tryton is set up (price_decimal): 2 to 10. Default: 4.</summary>
    public int PriceDigits { get; init; } = 4;

    /// <summary>A call is given up after this: 1 second to 10 minutes. Default: 30 seconds.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// A call without an answer has taken effect after this long, or never will: 1 second to 1
    /// hour. Default: 30 seconds.
    /// </summary>
    public TimeSpan MaximumServerRunTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How far back each poll looks again, because Tryton stamps a change with the start of its
    /// transaction and not with its commit. Must be longer than the longest transaction (an
    /// import, a batch) plus the difference of the clocks: 1 minute to 24 hours. Default: 10
    /// minutes.
    /// </summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Records read at once: 1 to 1,000. Default: 200.</summary>
    public int PageSize { get; init; } = 200;

    /// <summary>
    /// Deletions of timesheet lines are looked for among lines of this many days back from today:
    /// 0 to 3,660; 0 switches it off. Default: 62.
    /// </summary>
    public int DeletionDays { get; init; } = 62;

    /// <summary>
    /// Takes it as true when more than 20 and more than a tenth of the watched timesheet lines are
    /// gone at once; otherwise that stops the feed. For one run, after somebody has looked.
    /// Default: false.
    /// </summary>
    public bool AllowMassDelete { get; init; }

    /// <summary>
    /// What stands between engagement, project code and name in a project's name, as in
    /// <c>ENG-100 / P-7 / Rollout</c>. Not empty. Default: a slash between spaces.
    /// </summary>
    /// <remarks>
    /// A project of Tryton 6.0 has a name and no code. With two parts (<c>ENG-100 / Rollout</c>) the
    /// code is Tryton's id with <see cref="ProjectCodePrefix"/> in front. A project below another one
    /// that names no engagement belongs to its parent's.
    /// </remarks>
    public string EngagementSeparator { get; init; } = " / ";

    /// <summary>In front of Tryton's id where a project's name holds no code. Default: TRY-.</summary>
    public string ProjectCodePrefix { get; init; } = "TRY-";

    /// <summary>What a timesheet line counts as: Tryton has no approval. Default: Approved.</summary>
    public ApprovalStatus LinesCountAs { get; init; } = ApprovalStatus.Approved;

    /// <summary>
    /// The country (ISO 3166-1 alpha-2) of customers whose address names none. Default: US.
    /// </summary>
    public string DefaultCountry { get; init; } = "US";

    /// <summary>
    /// What the references of the hub's documents start with; payments and voids of others are not
    /// reported. Default: empty, which means every invoice that has a reference.
    /// </summary>
    public string ReferencePrefix { get; init; } = string.Empty;
}
