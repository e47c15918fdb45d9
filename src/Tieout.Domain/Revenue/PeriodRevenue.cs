using Tieout.Domain.Amounts;

namespace Tieout.Domain.Revenue;

/// <summary>Revenue of one calendar month.</summary>
public sealed record PeriodRevenue(YearMonth Month, Money Revenue);
