using System.Globalization;
using NodaTime.Text;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>How a system writes the instant of a change.</summary>
/// <param name="Form">Instant, unix seconds or unix milliseconds.</param>
/// <param name="Pattern">Of what is sent; as it is read when none, ISO in UTC.</param>
/// <param name="Zone">Of instants without an offset.</param>
internal sealed record StampFormat(ValueForm Form, InstantPattern? Pattern, DateTimeZone? Zone)
{
    public bool TryParse(string text, out Instant instant) =>
        Form switch
        {
            ValueForm.UnixSeconds => FieldText.TryUnix(text, 1m, out instant),
            ValueForm.UnixMilliseconds => FieldText.TryUnix(text, 1_000m, out instant),
            _ => FieldText.TryInstant(text, Zone, out instant),
        };

    public string Format(Instant instant) =>
        (Pattern, Form) switch
        {
            ({ } pattern, _) => pattern.Format(instant),
            (_, ValueForm.UnixSeconds) => instant
                .ToUnixTimeSeconds()
                .ToString(CultureInfo.InvariantCulture),
            (_, ValueForm.UnixMilliseconds) => instant
                .ToUnixTimeMilliseconds()
                .ToString(CultureInfo.InvariantCulture),
            _ => InstantPattern.ExtendedIso.Format(instant),
        };
}
