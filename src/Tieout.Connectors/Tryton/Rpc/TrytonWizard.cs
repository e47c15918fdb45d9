using System.Globalization;

namespace Tieout.Connectors.Tryton.Rpc;

/// <summary>A run of one of Tryton's wizards on one record: what its client does when somebody presses a button with questions.</summary>
public sealed class TrytonWizard
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

    /// <summary>One that is not started yet.</summary>
    /// <param name="rpc">As whom.</param>
    /// <param name="name">Of the wizard: <c>account.invoice.pay</c>.</param>
    /// <param name="model">Of the record that it is started on.</param>
    /// <param name="id">Of the record.</param>
    public static TrytonWizard On(TrytonRpc rpc, string name, string model, int id)
    {
        int[] ids = [id];
        return new TrytonWizard(
            rpc,
            name,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["active_model"] = model,
                ["active_id"] = id,
                ["active_ids"] = ids,
            }
        );
    }

    /// <summary>Opens it.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var answer = await CallAsync<object[]>("create", [], cancellationToken);
        _session = int.Parse(answer[0].ToString()!, CultureInfo.InvariantCulture);
    }

    /// <summary>Leaves a state with what was entered so far, by the state's name.</summary>
    public Task ExecuteAsync(
        string state,
        IReadOnlyDictionary<string, object?> values,
        CancellationToken cancellationToken
    ) => CallAsync<object?>("execute", [_session, values, state], cancellationToken);

    /// <summary>Closes it.</summary>
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
