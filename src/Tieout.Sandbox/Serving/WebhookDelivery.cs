namespace Tieout.Sandbox.Serving;

/// <summary>Something that a simulated system is to tell somebody.</summary>
/// <param name="Id">Of the delivery, among those that are due.</param>
/// <param name="Event">The kind of event, which fault programmes go by.</param>
/// <param name="Due">When it is to be sent.</param>
/// <param name="Tries">How often it has been sent in vain.</param>
/// <param name="IsDelayed">A fault has put it off once.</param>
internal sealed record WebhookDelivery(
    string Id,
    string Event,
    DateTimeOffset Due,
    int Tries,
    bool IsDelayed
);
