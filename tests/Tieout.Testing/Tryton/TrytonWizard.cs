using Tieout.Connectors.Tryton.Rpc;

namespace Tieout.Testing.Tryton;

/// <summary>A run of one of Tryton's wizards on one record.</summary>
internal sealed class TrytonWizard
{
    private readonly TrytonRpc _rpc;
    private readonly string _name;
    private readonly Dictionary<string, object?> _context;
    private int _session;

    private TrytonWizard(TrytonRpc rpc, string name, Dictionary<string, object?> context)
    {
        _rpc = rpc;
        _name = name;
        _context = context;
    }

    public static TrytonWizard On(TrytonRpc rpc, string name, string model, int id)
    {
        int[] ids = [id];
        return new TrytonWizard(
            rpc,
            name,
            TrytonTestBench.Values(("active_model", model), ("active_id", id), ("active_ids", ids))
        );
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var answer = await CallAsync<object[]>("create", [], cancellationToken);
        _session = int.Parse(
            answer[0].ToString()!,
            System.Globalization.CultureInfo.InvariantCulture
        );
    }

    public Task ExecuteAsync(
        string state,
        Dictionary<string, object?> values,
        CancellationToken cancellationToken
    ) => CallAsync<object?>("execute", [_session, values, state], cancellationToken);

    public Task EndAsync(CancellationToken cancellationToken) =>
        CallAsync<object?>("delete", [_session], cancellationToken);

    private Task<T> CallAsync<T>(
        string method,
        IReadOnlyList<object?> arguments,
        CancellationToken cancellationToken
    ) =>
        _rpc.CallAsync<T>(
            new TrytonCall($"wizard.{_name}.{method}", arguments, Changes: true, _context),
            cancellationToken
        );
}
