namespace Tieout.Connectors.Files.Layouts;

/// <summary>All feeds of a folder, in the order in which a first load is best read.</summary>
internal static class FeedFormats
{
    public static IReadOnlyList<FeedFormat> All { get; } =
    [
        new LegalEntityFormat(),
        new CustomerFormat(),
        new ResourceFormat(),
        new TaxRuleFormat(),
        new AccountMappingFormat(),
        new ExchangeRateFormat(),
        new ContractFormat(),
        new AmendmentFormat(),
        new ProjectFormat(),
        new AssignmentFormat(),
        new RateCardFormat(),
        new TimeFormat(),
        new ExpenseFormat(),
        new MilestoneFormat(),
        new DeliveryFormat(),
        new PaymentFormat(),
        new VoidFormat(),
    ];
}
