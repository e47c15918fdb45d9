using Tieout.Connectors.Files.Reading;
using Tieout.Domain.BillableEvents.Usage;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>The steps of a scale that hours beyond the included ones are priced by.</summary>
internal sealed class ContractTierLayout : LineRowsLayout
{
    private readonly Column _upTo;
    private readonly Column _unitPrice;
    private readonly Column _flat;

    public ContractTierLayout(string name, bool isOfAmendment)
        : base(name, isOfAmendment, "A retainer line whose overage is graduated or volume")
    {
        _upTo = Optional(
            "up_to_hours",
            ColumnForm.Number,
            "10",
            "Last hour of the step, included; steps ascend, and the last one has none"
        );
        _unitPrice = Required("unit_price", ColumnForm.Number, "140.00", "Of an hour");
        _flat = Optional(
            "flat",
            ColumnForm.Number,
            "",
            "Once, as soon as an hour is in the step; 0 when left out"
        );
    }

    public ValueList<PriceTier> Read(IReadOnlyList<Row> rows)
    {
        var tiers = new List<PriceTier>();
        foreach (var row in rows)
        {
            var tier = new PriceTier(
                row.OptionalNumber(_upTo),
                row.NonNegative(_unitPrice),
                row.OptionalNonNegative(_flat) ?? 0m
            );
            var floor = tiers.Count == 0 ? 0m : tiers[^1].UpTo;
            if (floor is null || tier.UpTo <= floor)
            {
                row.Fail(_upTo, "files.bad-tiers", "is not beyond the step before it");
            }

            tiers.Add(tier);
        }

        if (tiers is [.., { UpTo: not null }])
        {
            rows[^1].Fail(_upTo, "files.bad-tiers", "ends the last step; leave it empty there");
        }

        return [.. tiers];
    }

    public void Fill(Cells cells, ContractLineId line, PriceTier tier)
    {
        cells.Put(Line, line);
        cells.Put(_upTo, tier.UpTo);
        cells.Put(_unitPrice, (decimal?)tier.UnitPrice);
        cells.Put(_flat, (decimal?)tier.Flat);
    }
}
