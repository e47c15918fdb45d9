namespace Tieout.Runtime.Intake;

/// <summary>What has been read so far.</summary>
public sealed record IntakeTotal(int Records, int Rejected, int Pages)
{
    public static IntakeTotal Zero { get; } = new(0, 0, 0);

    public static IntakeTotal operator +(IntakeTotal left, IntakeTotal right) =>
        new(left.Records + right.Records, left.Rejected + right.Rejected, left.Pages + right.Pages);
}
