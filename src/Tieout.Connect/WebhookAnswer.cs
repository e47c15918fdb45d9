namespace Tieout.Connect;

/// <summary>What a system wants to hear in return for its message.</summary>
/// <param name="MediaType">Of the text: <c>application/json</c>, <c>text/plain</c>.</param>
/// <param name="Text">Sent as it stands, in UTF-8.</param>
public sealed record WebhookAnswer(string MediaType, string Text);
