using System.Globalization;

namespace Tieout.Connectors.Stripe;

/// <summary>That something happened, and to what.</summary>
internal sealed record StripeEvent(string Id, string Type, long Created, StripeEventSubject Data)
{
    /// <summary>What a cursor remembers of it: its second and its id.</summary>
    public string Mark => string.Create(CultureInfo.InvariantCulture, $"{Created} {Id}");
}
