using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing.Taxes;
using Tieout.Domain.ProjectSetup;
using Tieout.Host.Evaluation.Steps;

namespace Tieout.Host.Evaluation.Billing;

/// <summary>What all engagements of a case share, as a reference book of the hub.</summary>
/// <remarks>
/// A case says nothing of parties and accounts; they are there, so that they block nothing.
/// </remarks>
internal static class CaseReference
{
    // A country without a form of its own takes any.
    private const string NotAsked = "(not asked)";

    private static readonly AccountRole[] Accounts =
    [
        AccountRole.AccountsReceivable,
        AccountRole.Revenue,
        AccountRole.TaxPayable,
        AccountRole.RetentionReceivable,
        AccountRole.CustomerDeposits,
    ];

    public static IReadOnlySet<string> TaxCodesOf(CaseSurroundings surroundings) =>
        surroundings.Given?.OptionalChild("tax")?.OptionalChild("codes") is { } codes
            ? codes.Names.Where(codes.Has).ToHashSet(StringComparer.Ordinal)
            : [];

    public static ReferenceBook BookOf(CaseSurroundings surroundings)
    {
        var facts = Parties(surroundings)
            .Concat(TaxRules(surroundings))
            .Concat(surroundings.Rows("fx").Select(ExchangeRateOf))
            .Concat(RateSteps.BookOf(surroundings).Cards);
        return facts.Aggregate(ReferenceBook.Empty, Told);
    }

    private static ReferenceBook Told(ReferenceBook book, ReferenceFact fact) =>
        book.Decide(fact) is Decision<ReferenceFact>.Accepted accepted
            ? accepted.Events.Aggregate(book, (known, e) => known.Evolve(e))
            : book;

    private static IEnumerable<ReferenceFact> Parties(CaseSurroundings surroundings)
    {
        var tax = surroundings.Given?.OptionalChild("tax");
        var arithmetic = tax is null ? TaxArithmetic.Default : TaxSteps.ArithmeticOf(tax);
        foreach (var contract in surroundings.Rows("contracts"))
        {
            var entity =
                contract.OptionalIdentifier<LegalEntityCode>("legal_entity")
                ?? LegalEntityCode.Parse(CaseTerms.NoEntity);
            var currency = contract.Currency("currency");
            yield return new LegalEntity(entity, 1, entity.Value, "", currency, arithmetic);
            foreach (var role in Accounts)
            {
                yield return new AccountMapping(entity, role, 1, role.ToString());
            }

            foreach (var name in new[] { "customer", "bill_to" })
            {
                if (contract.OptionalIdentifier<CustomerCode>(name) is { } code)
                {
                    yield return new Customer(code, 1, code.Value, "", TaxId: NotAsked);
                }
            }
        }
    }

    private static IEnumerable<ReferenceFact> TaxRules(CaseSurroundings surroundings)
    {
        yield return new TaxRule(TaxCode.Parse(CaseTerms.NoTax), 1, TaxCategory.O, 0m);
        if (surroundings.Given?.OptionalChild("tax")?.OptionalChild("codes") is { } codes)
        {
            foreach (var name in codes.Names.Where(codes.Has))
            {
                var code = codes.Child(name);
                yield return new TaxRule(
                    TaxCode.Parse(name),
                    1,
                    code.Choice("category", CaseChoices.TaxCategories, TaxCategory.S),
                    TaxSteps.RateOf(code)
                );
            }
        }
    }

    private static ExchangeRate ExchangeRateOf(CaseFields rate) =>
        new(
            rate.Currency("from"),
            rate.Currency("to"),
            rate.Date("date"),
            1,
            rate.AboveZero("rate")
        );
}
