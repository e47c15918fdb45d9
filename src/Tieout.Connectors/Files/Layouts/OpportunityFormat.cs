using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Sales: those that are won and have no signed contract are told.</summary>
internal sealed class OpportunityFormat : RowFormat<Opportunity>
{
    private readonly Column _id;
    private readonly VersionColumns _version;
    private readonly Column _name;
    private readonly Column _wonOn;
    private readonly Column _customer;
    private readonly Column _stage;
    private readonly Column _amount;
    private readonly Column _currency;
    private readonly Column _contract;

    public OpportunityFormat()
        : base("opportunities", true)
    {
        _id = Required(
            "opportunity",
            ColumnForm.Code,
            "0065e00000AbCdE",
            "The CRM's own id; contracts refer to it"
        );
        _version = Versioned(false);
        _name = Required("name", ColumnForm.Text, "Rollout 2026", "For people");
        _wonOn = Optional(
            "won_on",
            ColumnForm.Date,
            "2026-09-30",
            "Day on which it was won; empty while it is not, or not any more"
        );
        _customer = Optional("customer", ColumnForm.Code, "C-1", "Customer code");
        _stage = Optional("stage", ColumnForm.Text, "Closed Won", "As the CRM calls it");
        _amount = Optional("amount", ColumnForm.Number, "80000.00", "What it is worth, before tax");
        _currency = Optional(
            "currency",
            ColumnForm.Currency,
            "EUR",
            "Of the amount; needed with it"
        );
        _contract = Optional(
            "contract",
            ColumnForm.Code,
            "",
            "Contract that it became, where no contract names the opportunity"
        );
    }

    protected override Opportunity Read(Row row)
    {
        row.RequireBeside(_currency, _amount);
        return new(
            row.RequiredName(_id),
            row.Version(_version),
            row.RequiredText(_name),
            row.OptionalDate(_wonOn),
            row.OptionalCode<CustomerCode>(_customer),
            row.Name(_stage),
            row.OptionalCurrency(_currency) is { } currency
                ? row.OptionalAmount(_amount, currency)
                : null,
            row.OptionalCode<EngagementId>(_contract)
        );
    }

    protected override void Fill(Cells cells, Opportunity fact)
    {
        cells.Put(_id, fact.Id);
        cells.Put(_version.Version, fact.Version);
        cells.Put(_name, fact.Name);
        cells.Put(_wonOn, fact.WonOn);
        cells.Put(_customer, fact.Customer);
        cells.Put(_stage, fact.Stage);
        cells.Put(_amount, fact.Amount?.Amount);
        cells.Put(_currency, fact.Amount?.Currency);
        cells.Put(_contract, fact.Contract);
    }
}
