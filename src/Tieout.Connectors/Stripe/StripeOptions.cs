using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Stripe;

/// <summary>A connection to one Stripe account.</summary>
public sealed class StripeOptions
{
    /// <summary>The connection's name in the configuration.</summary>
    public required string System { get; init; }

    /// <summary>Root of the API. Default Stripe's.</summary>
    public Uri BaseAddress { get; init; } = new("https://api.stripe.com/");

    /// <summary>The secret key, resolved from its name by the host; never logged.</summary>
    public required string SecretKey { get; init; }

    /// <summary>What webhooks are signed with; several while a secret is rolled. Never logged.</summary>
    public IReadOnlyList<string> WebhookSecrets { get; init; } = [];

    /// <summary>A connected account, <c>acct_…</c>; the key's own when none.</summary>
    public string? Account { get; init; }

    /// <summary>The legal entity that invoices there: an account is one.</summary>
    public required LegalEntityCode LegalEntity { get; init; }

    /// <summary>Turns days into Stripe's seconds and back; the account's own. Default UTC.</summary>
    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    /// <summary>
    /// What all references of the hub start with; the feed passes over other documents. Default
    /// empty: every document that has a reference.
    /// </summary>
    public string ReferencePrefix { get; init; } = string.Empty;

    /// <summary>To set up a connection; 1 to 60 seconds. Default 10.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For a read; 1 to 300 seconds. Default 30.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For a write, after which its outcome is unknown; 1 to 300 s. Default 80.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(80);

    /// <summary>How long a call may still run there after we gave up. Default 90 seconds.</summary>
    public TimeSpan MaximumServerRunTime { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>
    /// How far back is looked by list where search is behind, and how far back events are read
    /// again; 1 to 60 minutes. Default 10.
    /// </summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Documents written at the same time; 1 to 16. Default 4.</summary>
    public int ParallelKeys { get; init; } = 4;

    /// <summary>Records per page; 1 to 100, which is Stripe's limit. Default 100.</summary>
    public int PageSize { get; init; } = 100;
}
