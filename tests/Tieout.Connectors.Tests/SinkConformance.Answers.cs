using Tieout.Connect;

namespace Tieout.Connectors.Tests;

/// <summary>Targets that take a document now and answer later.</summary>
public abstract partial class SinkConformance
{
    /// <summary>What becomes of a submission, and a refusal of it as a lane tells it.</summary>
    private async Task<TargetRecord> SettledAsync(Delivery delivery, TargetRecord written)
    {
        if (written.State is not TargetState.Submitted)
        {
            return written;
        }

        await _target.LetItAnswerAsync(Token);
        var answered = Assert.Single(await Sink.FindAsync(delivery, Token));
        return answered.Refusal is { } refusal
            ? throw new ConnectorException(
                ConnectorFault.Refused,
                refusal.Message,
                reason: refusal.Reason
            )
            : answered;
    }
}
