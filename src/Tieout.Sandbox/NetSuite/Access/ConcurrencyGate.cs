namespace Tieout.Sandbox.NetSuite.Access;

/// <summary>How many calls of all integrations together the account carries out at a time.</summary>
/// <remarks>
/// A call too many is answered with 429; under load it may look like a wrong login as well. Here
/// every fourth does.
/// </remarks>
internal sealed class ConcurrencyGate
{
    private const int LoginFailureEvery = 4;

    private readonly Lock _gate = new();
    private int _inside;

    /// <summary>The most that were inside at a time.</summary>
    public int Most { get; private set; }

    /// <summary>How many were turned down.</summary>
    public int TurnedDown { get; private set; }

    /// <summary>Lets a call in, or says the status that it is turned down with; 0 is in.</summary>
    public int TryEnter(int limit)
    {
        lock (_gate)
        {
            if (_inside >= limit)
            {
                TurnedDown++;
                return TurnedDown % LoginFailureEvery == 0 ? 401 : 429;
            }

            _inside++;
            Most = Math.Max(Most, _inside);
            return 0;
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            _inside--;
        }
    }
}
