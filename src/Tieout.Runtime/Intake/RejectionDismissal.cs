namespace Tieout.Runtime.Intake;

/// <summary>Who gave up a rejection that its source will not correct, and why.</summary>
public sealed record RejectionDismissal(string By, string Because);
