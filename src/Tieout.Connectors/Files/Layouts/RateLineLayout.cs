using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Rates and markups that stand below their card, or below a version of it.</summary>
internal sealed class RateLineLayout : Layout
{
    private readonly RateColumns _rates;

    public RateLineLayout(string name)
        : base(name) => _rates = new RateColumns(Optional);

    public void Read(Row row, List<RateLine> lines, List<RateMarkup> markups) =>
        _rates.Read(row, lines, markups);
}
