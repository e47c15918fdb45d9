using Tieout.Connectors.Files.Reading;
using Tieout.Domain.BillableEvents.Usage;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>What hours beyond the included ones cost.</summary>
internal sealed class OverageColumns(AddColumn add)
{
    private const decimal LeastPackage = 0.01m;

    private readonly Column _overage = add(
        "overage",
        ColumnForm.Word,
        "hourly",
        "Price of the hours beyond the included ones; they cost nothing when left out",
        Words<OverageKind>.All
    );

    private readonly Column _rate = add(
        "overage_rate",
        ColumnForm.Number,
        "150.00",
        "Per hour; needed for hourly"
    );

    private readonly Column _size = add(
        "package_hours",
        ColumnForm.Number,
        "",
        "Hours of one package; needed for package"
    );

    private readonly Column _price = add(
        "package_price",
        ColumnForm.Number,
        "",
        "Of one package; needed for package"
    );

    private readonly Column _free = add(
        "package_free_hours",
        ColumnForm.Number,
        "",
        "Hours beyond that still cost nothing; 0 when left out"
    );

    public OveragePrice? Read(Row row, ValueList<PriceTier> tiers)
    {
        row.RequireBeside(_overage, _rate, _size, _price, _free);
        if (!row.Has(_overage))
        {
            return null;
        }

        var kind = row.Word<OverageKind>(_overage);
        if (kind is not OverageKind.Hourly)
        {
            row.RequireEmpty("hourly overage", _rate);
        }

        if (kind is not OverageKind.Package)
        {
            row.RequireEmpty("package overage", _size, _price, _free);
        }

        switch (kind)
        {
            case OverageKind.Hourly:
                return new OveragePrice.Hourly(row.NonNegative(_rate));
            case OverageKind.RateCard:
                return new OveragePrice.ByRateCard();
            case OverageKind.Package:
                var size = row.NumberBetween(_size, LeastPackage, FieldForms.NumberMax);
                var price = row.NonNegative(_price);
                var free = row.OptionalNonNegative(_free) ?? 0m;
                return new OveragePrice.Scaled(new UsagePrice.Package(size, price, free));
            default:
                if (tiers.Count == 0)
                {
                    row.Fail(_overage, "files.no-tiers", "has no tier row; it needs one or more");
                }

                return new OveragePrice.Scaled(
                    kind is OverageKind.Volume
                        ? new UsagePrice.Volume(tiers)
                        : new UsagePrice.Graduated(tiers)
                );
        }
    }

    public void Fill(Cells cells, OveragePrice? overage)
    {
        switch (overage)
        {
            case OveragePrice.Hourly hourly:
                cells.PutWord(_overage, OverageKind.Hourly);
                cells.Put(_rate, (decimal?)hourly.Rate);
                break;
            case OveragePrice.ByRateCard:
                cells.PutWord(_overage, OverageKind.RateCard);
                break;
            case OveragePrice.Scaled { Price: UsagePrice.Package package }:
                cells.PutWord(_overage, OverageKind.Package);
                cells.Put(_size, (decimal?)package.Size);
                cells.Put(_price, (decimal?)package.Price);
                cells.Put(_free, (decimal?)package.Free);
                break;
            case OveragePrice.Scaled { Price: UsagePrice.Volume }:
                cells.PutWord(_overage, OverageKind.Volume);
                break;
            case OveragePrice.Scaled:
                cells.PutWord(_overage, OverageKind.Graduated);
                break;
        }
    }
}
