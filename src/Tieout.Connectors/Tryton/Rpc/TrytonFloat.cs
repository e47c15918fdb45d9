namespace Tieout.Connectors.Tryton.Rpc;

/// <summary>A number that Tryton keeps as a float: a quantity. Exact on the hub's side.</summary>
internal readonly record struct TrytonFloat(decimal Value);
