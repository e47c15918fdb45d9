namespace Tieout.Connectors.BusinessCentral;

/// <summary>When an invoice became what it is, as far as that is known.</summary>
/// <param name="Version">Milliseconds since 1970; later than all that was told of the invoice.</param>
/// <param name="Day">Of the stamp; of a part payment, which is not stamped, the day it was read.</param>
internal sealed record BusinessCentralMoment(long Version, LocalDate Day)
{
    /// <summary>When it is told now.</summary>
    /// <param name="last">What was told of it before, when that is remembered.</param>
    public static BusinessCentralMoment Of(
        BusinessCentralDocument invoice,
        BusinessCentralTold? last,
        DateTimeOffset now
    )
    {
        var stamp = invoice.LastModifiedDateTime;
        var next = last is null ? 0L : last.Version + 1;
        if (!invoice.IsOpen || (last is null && invoice.Settled == 0m))
        {
            var version = Math.Max(stamp.ToUnixTimeMilliseconds(), next);
            return new(version, LocalDate.FromDateTime(stamp.UtcDateTime));
        }

        // The two clocks need not agree.
        next = Math.Max(next, stamp.ToUnixTimeMilliseconds() + 1);
        return new(
            Math.Max(now.ToUnixTimeMilliseconds(), next),
            LocalDate.FromDateTime(now.UtcDateTime)
        );
    }
}
