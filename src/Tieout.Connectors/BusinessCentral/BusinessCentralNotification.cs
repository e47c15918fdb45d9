namespace Tieout.Connectors.BusinessCentral;

/// <summary>That something of a subscription has changed; what, is read from its list.</summary>
/// <param name="ClientState">What the subscription was made with; none where it had none.</param>
internal sealed record BusinessCentralNotification(string? ClientState = null);
