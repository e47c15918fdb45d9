namespace Tieout.Sandbox.Ledgerworks;

/// <summary>A payment as it is sent.</summary>
internal sealed record PaymentBody(
    long Invoice,
    decimal Amount,
    DateOnly ValueDate,
    string? Text = null
);
