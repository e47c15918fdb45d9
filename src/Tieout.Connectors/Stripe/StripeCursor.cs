using System.Text.Json;
using Tieout.Connect;

namespace Tieout.Connectors.Stripe;

/// <summary>A place in the feed of payments.</summary>
/// <param name="Since">
/// Second of the newest event that is delivered; while documents are swept, of the newest event there
/// was when the sweep began.
/// </param>
/// <param name="Seen">Events not older than the overlap that are delivered.</param>
/// <param name="Sweep">What is being listed: <c>invoices</c> or <c>credit_notes</c>; none when done.</param>
/// <param name="After">The last document that was swept.</param>
internal sealed record StripeCursor(
    long Since,
    IReadOnlyList<string> Seen,
    string? Sweep = null,
    string? After = null
)
{
    /// <summary>Events that are remembered; those beyond are told again, which is harmless.</summary>
    private const int SeenMax = 1_000;

    public Cursor ToCursor() =>
        new(
            JsonSerializer.Serialize(
                this with
                {
                    Seen = Seen.Count <= SeenMax ? Seen : [.. Seen.TakeLast(SeenMax)],
                },
                StripeJson.Options
            )
        );

    /// <summary>Reads a cursor that this connector made.</summary>
    /// <exception cref="ConnectorException">Somebody else did.</exception>
    public static StripeCursor Parse(Cursor cursor)
    {
        try
        {
            return JsonSerializer.Deserialize<StripeCursor>(cursor.Value, StripeJson.Options)
                ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                "The cursor was not made by this connector; start the feed again.",
                inner: e
            );
        }
    }
}
