namespace Tieout.Runtime.Intake;

/// <summary>What has been read so far.</summary>
/// <param name="Warnings">Things that were passed over, such as unknown columns.</param>
/// <param name="Rejected">Each is an exception; a warning is none.</param>
public sealed record IntakeTotal(int Records, int Rejected, int Pages, int Warnings = 0)
{
    private const int FirstMax = 20;

    public static IntakeTotal Zero { get; } = new(0, 0, 0);

    /// <summary>What the first twenty warnings say.</summary>
    public IReadOnlyList<string> FirstWarnings { get; init; } = [];

    /// <summary>Where a system tells its records otherwise than it used to.</summary>
    public IReadOnlyList<FieldDrift> Drift { get; init; } = [];

    public static IntakeTotal operator +(IntakeTotal left, IntakeTotal right) =>
        new(
            left.Records + right.Records,
            left.Rejected + right.Rejected,
            left.Pages + right.Pages,
            left.Warnings + right.Warnings
        )
        {
            FirstWarnings = [.. left.FirstWarnings.Concat(right.FirstWarnings).Take(FirstMax)],
            Drift = [.. left.Drift, .. right.Drift],
        };
}
