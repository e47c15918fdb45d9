using Tieout.Connectors.AvaTax;
using Tieout.Connectors.BusinessCentral;
using Tieout.Connectors.Certinia;
using Tieout.Connectors.Files;
using Tieout.Connectors.Ledgerworks;
using Tieout.Connectors.LegacyErp;
using Tieout.Connectors.NetSuite;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Salesforce;
using Tieout.Connectors.Stripe;
using Tieout.Connectors.Tryton;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Host.Configuration;

/// <summary>One connected system.</summary>
public abstract record SystemSettings
{
    private SystemSettings() { }

    /// <summary>The connection's name: part of origins and of lanes, so never change it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether documents can be sent to it.</summary>
    public abstract bool IsTarget { get; }

    /// <summary>Which kinds of facts its feeds tell of.</summary>
    public abstract IReadOnlyList<FactKind> Tells { get; }

    /// <summary>The secret that it needs; none for a folder.</summary>
    public abstract SecretReference? Secret { get; }

    /// <summary>All secrets that it needs.</summary>
    public virtual IEnumerable<SecretReference> AllSecrets => Secret is { } one ? [one] : [];

    /// <summary>When it may be written to; at any time when none.</summary>
    public PostingWindow? PostingWindow { get; init; }

    /// <summary>Where documents go whose period is closed there; they wait when none.</summary>
    public ShiftPolicy? ClosedPeriods { get; init; }

    /// <summary>The first day whose work is billed; all of it when none.</summary>
    public LocalDate? BillFrom { get; init; }

    /// <summary>Legal entities whose signed contracts get their projects there; none as a rule.</summary>
    public IReadOnlyList<LegalEntityCode> ProjectsFor { get; init; } = [];

    /// <summary>Whether the hub can set up projects in it.</summary>
    public virtual bool TakesProjects => false;

    /// <summary>Whether it tells of work that could be billed.</summary>
    public bool TellsOfWork =>
        Tells.Any(x =>
            x is FactKind.Time or FactKind.Expense or FactKind.Milestone or FactKind.Delivery
        );

    /// <summary>A folder that exports are dropped in.</summary>
    public sealed record FilesFolder(FilesOptions Options) : SystemSettings
    {
        public override string Name => Options.System;

        public override bool IsTarget => false;

        public override IReadOnlyList<FactKind> Tells { get; } = Enum.GetValues<FactKind>();

        public override SecretReference? Secret => null;
    }

    /// <summary>A Ledgerworks tenant: a target, and a source of payments.</summary>
    /// <param name="WithSecret">Completes the settings with the secret, once it is read.</param>
    public sealed record LedgerworksTenant(
        string System,
        SecretReference ClientSecret,
        Func<string, LedgerworksOptions> WithSecret
    ) : SystemSettings
    {
        public override string Name => System;

        public override bool IsTarget => true;

        public override IReadOnlyList<FactKind> Tells { get; } = [FactKind.Payment, FactKind.Void];

        public override SecretReference Secret => ClientSecret;
    }

    /// <summary>A Business Central environment: a target, and a source of payments.</summary>
    /// <param name="WithSecret">Completes the settings with the secret, once it is read.</param>
    public sealed record BusinessCentralEnvironment(
        string System,
        SecretReference ClientSecret,
        Func<string, BusinessCentralOptions> WithSecret
    ) : SystemSettings
    {
        public override string Name => System;

        public override bool IsTarget => true;

        public override IReadOnlyList<FactKind> Tells { get; } = [FactKind.Payment, FactKind.Void];

        public override SecretReference Secret => ClientSecret;
    }

    /// <summary>A NetSuite account: a target, and a source of payments.</summary>
    /// <param name="Secrets">Of a consumer and its token, or the one private key.</param>
    /// <param name="WithSecrets">Completes the settings with them, once they are read.</param>
    public sealed record NetSuiteAccount(
        string System,
        IReadOnlyList<SecretReference> Secrets,
        Func<IReadOnlyList<string>, NetSuiteOptions> WithSecrets
    ) : SystemSettings
    {
        public override string Name => System;

        public override bool IsTarget => true;

        public override IReadOnlyList<FactKind> Tells { get; } = [FactKind.Payment, FactKind.Void];

        public override SecretReference Secret => Secrets[0];
    }

    /// <summary>An ERP that exchanges files: a target, and a source of payments.</summary>
    public sealed record LegacyErpFolder(LegacyErpOptions Options) : SystemSettings
    {
        public override string Name => Options.System;

        public override bool IsTarget => true;

        public override IReadOnlyList<FactKind> Tells { get; } = [FactKind.Payment, FactKind.Void];

        public override SecretReference? Secret => null;
    }

    /// <summary>A Tryton database: a target, and a source of people, projects, time, payments.</summary>
    public sealed record TrytonDatabase(TrytonOptions Options, SecretReference Password)
        : SystemSettings
    {
        public override string Name => Options.System;

        public override bool IsTarget => true;

        public override IReadOnlyList<FactKind> Tells { get; } =
        [
            FactKind.Customer,
            FactKind.Resource,
            FactKind.Project,
            FactKind.Time,
            FactKind.Payment,
            FactKind.Void,
        ];

        public override SecretReference Secret => Password;
    }

    /// <summary>A Stripe account: a target, and a source of payments.</summary>
    /// <param name="WebhookSecret">What its webhooks are signed with; none when it sends none.</param>
    /// <param name="WithSecrets">Completes the settings with the key and the webhooks' secrets.</param>
    public sealed record StripeAccount(
        string System,
        SecretReference SecretKey,
        SecretReference? WebhookSecret,
        Func<string, IReadOnlyList<string>, StripeOptions> WithSecrets
    ) : SystemSettings
    {
        public override string Name => System;

        public override bool IsTarget => true;

        public override IReadOnlyList<FactKind> Tells { get; } = [FactKind.Payment, FactKind.Void];

        public override SecretReference Secret => SecretKey;

        public override IEnumerable<SecretReference> AllSecrets =>
            WebhookSecret is { } webhook ? [SecretKey, webhook] : [SecretKey];
    }

    /// <summary>A system that a manifest describes: a source, a target, or both.</summary>
    /// <param name="Address">In place of the manifest's; its own when none.</param>
    /// <param name="Secrets">Where each secret of the manifest is kept.</param>
    public sealed record RestSystem(
        string System,
        RestManifest Manifest,
        Uri? Address,
        IReadOnlyDictionary<string, string> Settings,
        IReadOnlyDictionary<string, SecretReference> Secrets
    ) : SystemSettings
    {
        public override string Name => System;

        public override bool IsTarget => Manifest.IsTarget;

        public override bool TakesProjects => Manifest.TakesProjects;

        public override IReadOnlyList<FactKind> Tells => Manifest.TellsWith(Settings);

        public override SecretReference? Secret => null;

        public override IEnumerable<SecretReference> AllSecrets => Secrets.Values;
    }

    /// <summary>A Salesforce organisation: a source of customers, contracts and amendments.</summary>
    /// <param name="Key">The app's secret, or the private key that signs for a user.</param>
    public sealed record SalesforceOrg(SalesforceOptions Options, SecretReference Key)
        : SystemSettings
    {
        public override string Name => Options.Access.System;

        public override bool IsTarget => false;

        public override IReadOnlyList<FactKind> Tells { get; } =
        [FactKind.Customer, FactKind.Opportunity, FactKind.Contract, FactKind.Amendment];

        public override SecretReference Secret => Key;
    }

    /// <summary>A Certinia PSA: a source of people, projects, assignments, time, expenses, milestones.</summary>
    /// <param name="Key">The app's secret, or the private key that signs for a user.</param>
    public sealed record CertiniaPsa(CertiniaOptions Options, SecretReference Key) : SystemSettings
    {
        public override string Name => Options.Access.System;

        public override bool IsTarget => false;

        public override bool TakesProjects => true;

        public override IReadOnlyList<FactKind> Tells { get; } =
        [
            FactKind.Resource,
            FactKind.Project,
            FactKind.Assignment,
            FactKind.RateCard,
            FactKind.Time,
            FactKind.Expense,
            FactKind.Milestone,
        ];

        public override SecretReference Secret => Key;
    }

    /// <summary>An AvaTax account: the tax owner of the legal entities that it has a company for.</summary>
    /// <param name="LegalEntities">Whose tax it is right about.</param>
    /// <param name="WithKey">Completes the settings with the license key, once it is read.</param>
    public sealed record AvaTaxAccount(
        string System,
        SecretReference LicenseKey,
        IReadOnlyList<LegalEntityCode> LegalEntities,
        Func<string, AvaTaxOptions> WithKey
    ) : SystemSettings
    {
        public override string Name => System;

        public override bool IsTarget => false;

        public override IReadOnlyList<FactKind> Tells { get; } = [];

        public override SecretReference Secret => LicenseKey;
    }
}
