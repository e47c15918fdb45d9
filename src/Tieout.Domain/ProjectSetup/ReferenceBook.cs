using System.Collections.Immutable;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.BillableEvents.Readiness;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Intercompany;
using Tieout.Domain.Invoicing.Routing;
using Tieout.Domain.Invoicing.Taxes;

namespace Tieout.Domain.ProjectSetup;

/// <summary>Everything that engagements share, as it was known at one version. Immutable.</summary>
/// <remarks>
/// One stream, one writer: version n is the state after its first n facts, so a decision that names
/// the version it used can be explained for ever.
/// </remarks>
public sealed record ReferenceBook
{
    public static ReferenceBook Empty { get; } = new();

    /// <summary>How many facts it holds.</summary>
    public long Version { get; init; }

    public ImmutableDictionary<LegalEntityCode, LegalEntity> LegalEntities { get; init; } =
        ImmutableDictionary<LegalEntityCode, LegalEntity>.Empty;

    public ImmutableDictionary<CustomerCode, Customer> Customers { get; init; } =
        ImmutableDictionary<CustomerCode, Customer>.Empty;

    public ImmutableDictionary<ResourceCode, Resource> Resources { get; init; } =
        ImmutableDictionary<ResourceCode, Resource>.Empty;

    public ImmutableDictionary<string, Assignment> Assignments { get; init; } =
        ImmutableDictionary.Create<string, Assignment>(StringComparer.Ordinal);

    public ImmutableDictionary<string, TaxRule> TaxRules { get; init; } =
        ImmutableDictionary.Create<string, TaxRule>(StringComparer.Ordinal);

    public ImmutableDictionary<
        (LegalEntityCode, AccountRole),
        AccountMapping
    > Accounts { get; init; } =
        ImmutableDictionary<(LegalEntityCode, AccountRole), AccountMapping>.Empty;

    public RateBook Rates { get; init; } = RateBook.Empty;

    /// <summary>None until a hub has told its own.</summary>
    public RoutingPlan? Routing { get; init; }

    /// <summary>None until a hub has told its own.</summary>
    public OwnerPlan? Owners { get; init; }

    /// <summary>None until a hub has told its own.</summary>
    public ReadinessPlan? Readiness { get; init; }

    /// <summary>By pair of currencies, then by day.</summary>
    public ImmutableDictionary<
        (CurrencyCode From, CurrencyCode To),
        ImmutableSortedDictionary<LocalDate, decimal>
    > ExchangeRates { get; init; } =
        ImmutableDictionary<
            (CurrencyCode, CurrencyCode),
            ImmutableSortedDictionary<LocalDate, decimal>
        >.Empty;

    public ImmutableDictionary<
        (LegalEntityCode? LegalEntity, DimensionSetting Setting),
        DimensionValue
    > DimensionValues { get; init; } =
        ImmutableDictionary<(LegalEntityCode?, DimensionSetting), DimensionValue>.Empty;

    /// <summary>What companies of the firm pay each other for people, and what those cost.</summary>
    public IntercompanyRates Intercompany { get; init; } = IntercompanyRates.Empty;

    /// <summary>Of which the hub knows values.</summary>
    public ImmutableHashSet<DimensionCode> Dimensions { get; init; } = [];

    /// <summary>Newest accepted fact by identity, to know repeats and old news by.</summary>
    public ImmutableDictionary<string, ReferenceFact> Facts { get; init; } =
        ImmutableDictionary.Create<string, ReferenceFact>(StringComparer.Ordinal);

    /// <summary>Accepts a newer fact of its owner; repeats, old news and copies change nothing.</summary>
    public Decision<ReferenceFact> Decide(ReferenceFact fact) =>
        Ownership.Hear(Owners, fact, Facts.GetValueOrDefault(fact.Identity)) switch
        {
            Hearing.Refused refused => refused.Reason,
            Hearing.NoNews => Decision<ReferenceFact>.Accept(),
            // What was never won is nothing to look after.
            _ when fact is Opportunity { WonOn: null } && !Facts.ContainsKey(fact.Identity) =>
                Decision<ReferenceFact>.Accept(),
            _ when fact is Customer customer && MakesCycle(customer) =>
                ProjectSetupRejections.CustomerCycle(customer),
            _ => Decision<ReferenceFact>.Accept(fact),
        };

    /// <summary>Folds one accepted fact.</summary>
    public ReferenceBook Evolve(ReferenceFact fact)
    {
        var next = this with { Version = Version + 1, Facts = Facts.SetItem(fact.Identity, fact) };
        return fact switch
        {
            LegalEntity x => next with { LegalEntities = LegalEntities.SetItem(x.Code, x) },
            Customer x => next with { Customers = Customers.SetItem(x.Code, x) },
            Resource x => next with { Resources = Resources.SetItem(x.Code, x) },
            Assignment x => next with { Assignments = Assignments.SetItem(x.Code, x) },
            TaxRule x => next with { TaxRules = TaxRules.SetItem(x.Identity, x) },
            AccountMapping x => next with
            {
                Accounts = Accounts.SetItem((x.LegalEntity, x.Role), x),
            },
            RateCard x => next with { Rates = Rates.With(x) },
            RoutingPlan x => next with { Routing = x },
            OwnerPlan x => next with { Owners = x },
            ReadinessPlan x => next with { Readiness = x },
            ExchangeRate x => next with { ExchangeRates = WithRate(x) },
            DimensionValue x => next with
            {
                DimensionValues = DimensionValues.SetItem((x.LegalEntity, x.Setting), x),
                Dimensions = Dimensions.Add(x.Setting.Dimension),
            },
            TransferPrice x => next with { Intercompany = Intercompany.With(x) },
            KnowledgeDate x => next.AsOf(x.Date),
            CostRate x => next with { Intercompany = Intercompany.With(x) },
            Opportunity => next,
            _ => throw new System.Diagnostics.UnreachableException(fact.Identity),
        };
    }

    /// <summary>The same facts by what was known of rates on a day.</summary>
    public ReferenceBook AsOf(LocalDate day) => this with { Rates = Rates.AsOf(day) };

    /// <summary>The rule of a tax code on a tax point: the latest that has begun and not ended.</summary>
    public TaxRule? TaxAt(TaxCode code, LocalDate taxPoint)
    {
        var latest = default(TaxRule);
        foreach (var (_, rule) in TaxRules)
        {
            if (
                rule.Code == code
                && rule.IsInForce(taxPoint)
                && (latest is null || latest.Start < rule.Start)
            )
            {
                latest = rule;
            }
        }

        return latest;
    }

    /// <summary>Of every code the rule on a tax point, where it has one; in no order.</summary>
    public IEnumerable<TaxRule> TaxRulesOn(LocalDate taxPoint) =>
        TaxRules
            .Values.Where(rule => rule.IsInForce(taxPoint))
            .GroupBy(rule => rule.Code)
            .Select(rules => rules.MaxBy(rule => rule.Start)!);

    /// <summary>Climbs the hierarchy to the first customer that bills itself.</summary>
    /// <returns>None when a customer on the way is not known.</returns>
    public Customer? PayerOf(CustomerCode code)
    {
        var customer = Customers.GetValueOrDefault(code);
        while (customer is { BillsToSelf: false, Parent: { } parent })
        {
            customer = Customers.GetValueOrDefault(parent);
        }

        return customer;
    }

    /// <summary>The latest rate of a day or before it; none without one. One for one currency.</summary>
    /// <remarks>
    /// Never a later day's, never the inverse, and none that is older than the firm lets it be.
    /// Source: domain rules §11. O(rates).
    /// </remarks>
    public decimal? ExchangeRateAt(CurrencyCode from, CurrencyCode to, LocalDate day) =>
        from == to ? 1m : ExchangeRateOn(from, to, day)?.Rate;

    /// <summary>The same with the rate's own day.</summary>
    public (LocalDate Date, decimal Rate)? ExchangeRateOn(
        CurrencyCode from,
        CurrencyCode to,
        LocalDate day
    )
    {
        var rates = ExchangeRates.GetValueOrDefault((from, to));
        var known = rates?.Keys.LastOrDefault(date => date <= day, LocalDate.MinIsoValue);
        return
            known is { } date
            && rates!.TryGetValue(date, out var rate)
            && !(Period.DaysBetween(date, day) > Readiness?.ExchangeRateAgeMax)
            ? (date, rate)
            : null;
    }

    /// <summary>As a company knows it; what it does not say of its own is every company's.</summary>
    public DimensionValue? DimensionValueOf(LegalEntityCode entity, DimensionSetting setting) =>
        DimensionValues.GetValueOrDefault((entity, setting))
        ?? DimensionValues.GetValueOrDefault((null, setting));

    /// <summary>How the owner of a company's tax computes; by category where it is not told.</summary>
    public TaxArithmetic TaxArithmeticOf(LegalEntityCode entity) =>
        LegalEntities.GetValueOrDefault(entity)?.Arithmetic ?? TaxArithmetic.Default;

    public string? AccountOf(LegalEntityCode entity, AccountRole role) =>
        Accounts.GetValueOrDefault((entity, role))?.Account;

    private ImmutableDictionary<
        (CurrencyCode, CurrencyCode),
        ImmutableSortedDictionary<LocalDate, decimal>
    > WithRate(ExchangeRate x)
    {
        var rates = ExchangeRates.GetValueOrDefault((x.From, x.To));
        rates ??= ImmutableSortedDictionary<LocalDate, decimal>.Empty;
        return ExchangeRates.SetItem((x.From, x.To), rates.SetItem(x.Date, x.Rate));
    }

    private bool MakesCycle(Customer customer)
    {
        for (var parent = customer.Parent; parent is { } code; )
        {
            if (code == customer.Code)
            {
                return true;
            }

            parent = Customers.GetValueOrDefault(code)?.Parent;
        }

        return false;
    }
}
