namespace Tieout.Sandbox.Ledgerworks;

/// <summary>Asks the rehearsal's customers to pay what they would have paid by a day.</summary>
internal sealed record PayDueBody(DateOnly UpTo);
