namespace Tieout.Connectors.Files.Layouts;

/// <summary>All feeds of a folder, in the order in which they are read.</summary>
/// <remarks>
/// Prices before terms: an amendment that comes together with its rate card is compared with what
/// was billed at the rates that it brings.
/// </remarks>
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
        new DimensionValueFormat(),
        new TransferPriceFormat(),
        new CostRateFormat(),
        new RateCardFormat(),
        new OpportunityFormat(),
        new ContractFormat(),
        new AmendmentFormat(),
        new ProjectFormat(),
        new AssignmentFormat(),
        new TimeFormat(),
        new ExpenseFormat(),
        new MilestoneFormat(),
        new DeliveryFormat(),
        new PaymentFormat(),
        new DepositFormat(),
        new VoidFormat(),
    ];
}
