using NodaTime.Text;
using Tieout.Domain.Amounts;

namespace Tieout.Domain.Canonical;

/// <summary>The rate of two currencies from a day on.</summary>
/// <param name="Rate">Units of <paramref name="To"/> for one unit of <paramref name="From"/>.</param>
public sealed record ExchangeRate(
    CurrencyCode From,
    CurrencyCode To,
    LocalDate Date,
    long Version,
    decimal Rate
) : ReferenceFact
{
    public override long Version { get; init; } = Version;

    public override string Identity =>
        $"exchange-rate/{From}/{To}/{LocalDatePattern.Iso.Format(Date)}";
}
