namespace Tieout.Connectors.Tryton.Rpc;

/// <summary>The methods that every model of Tryton has.</summary>
public static class TrytonRpcExtensions
{
    /// <summary>The rows that a query asks for, with <c>id</c> among the fields.</summary>
    public static Task<T[]> SearchReadAsync<T>(
        this TrytonRpc rpc,
        TrytonQuery query,
        CancellationToken cancellationToken
    ) => rpc.CallAsync<T[]>(query.Call, cancellationToken);

    /// <summary>The rows with these ids, in no particular order.</summary>
    public static Task<T[]> ReadAsync<T>(
        this TrytonRpc rpc,
        string model,
        IReadOnlyList<int> ids,
        IReadOnlyList<string> fields,
        CancellationToken cancellationToken
    ) => rpc.CallAsync<T[]>(TrytonCall.Read(model, "read", [ids, fields]), cancellationToken);

    /// <summary>Makes records in one transaction; the ids are in the order of the values.</summary>
    public static Task<int[]> CreateAsync(
        this TrytonRpc rpc,
        string model,
        IReadOnlyList<IReadOnlyDictionary<string, object?>> values,
        CancellationToken cancellationToken
    ) => rpc.CallAsync<int[]>(TrytonCall.Change(model, "create", [values]), cancellationToken);

    /// <summary>Writes the same values to these records, in one transaction.</summary>
    public static Task WriteAsync(
        this TrytonRpc rpc,
        string model,
        IReadOnlyList<int> ids,
        IReadOnlyDictionary<string, object?> values,
        CancellationToken cancellationToken
    ) =>
        rpc.CallAsync<object?>(TrytonCall.Change(model, "write", [ids, values]), cancellationToken);

    /// <summary>A method that takes ids and answers nothing: a button.</summary>
    public static Task PressAsync(
        this TrytonRpc rpc,
        string model,
        string method,
        IReadOnlyList<int> ids,
        CancellationToken cancellationToken
    ) => rpc.CallAsync<object?>(TrytonCall.Change(model, method, [ids]), cancellationToken);
}
