using System.Globalization;
using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Salesforce.Rest;

/// <summary>Counts the calls of the last 24 hours.</summary>
internal sealed class UsageDesk(TimeProvider clock, int callsMax)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _calls = [];

    /// <summary>Counts a call.</summary>
    /// <returns>Whether it is still allowed; one that is not does not count.</returns>
    public bool TryCount()
    {
        lock (_gate)
        {
            Forget();
            if (_calls.Count >= callsMax)
            {
                return false;
            }

            _calls.Enqueue(clock.GetUtcNow());
            return true;
        }
    }

    /// <summary>The header Sforce-Limit-Info.</summary>
    public string Header
    {
        get
        {
            lock (_gate)
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"api-usage={_calls.Count}/{callsMax}"
                );
            }
        }
    }

    /// <summary>What <c>/limits</c> answers.</summary>
    public JsonObject Limits()
    {
        lock (_gate)
        {
            Forget();
            return new JsonObject
            {
                ["ConcurrentAsyncGetReportInstances"] = Limit(200, 200),
                ["DailyApiRequests"] = Limit(callsMax, callsMax - _calls.Count),
                ["DailyBulkApiBatches"] = Limit(15_000, 15_000),
                ["DailyStreamingApiEvents"] = Limit(10_000, 10_000),
                ["DataStorageMB"] = Limit(5, 5),
                ["FileStorageMB"] = Limit(20, 20),
            };
        }
    }

    private static JsonObject Limit(int max, int remaining) =>
        new() { ["Max"] = max, ["Remaining"] = remaining };

    private void Forget()
    {
        while (_calls.TryPeek(out var oldest) && clock.GetUtcNow() - oldest >= Window)
        {
            _ = _calls.Dequeue();
        }
    }
}
