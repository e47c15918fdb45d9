using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tieout.Sandbox.Faults;

namespace Tieout.Sandbox.Serving;

/// <summary>What one simulated system adds to the server that all of them share.</summary>
internal interface IVendorApi : IDisposable
{
    /// <summary>Adds what the routes need, such as how bodies are read.</summary>
    void Configure(IServiceCollection services);

    /// <summary>
    /// Puts the system's way of letting callers in and its routes into the pipeline. Faults come
    /// before it, and routing after it.
    /// </summary>
    void Arrange(WebApplication app);

    /// <summary>Whether a kind of fault means something here: not every system has rows or late stamps.</summary>
    bool Does(Type action);

    /// <summary>The header that says how long to wait after a refusal.</summary>
    string WaitHeaderOf(int status) => "Retry-After";

    /// <summary>Withdraws every session or token that was given out.</summary>
    void ExpireSessions();

    /// <summary>Says that a call is refused by status alone, in the words of this system.</summary>
    Task AnswerAsync(HttpContext context, FaultAction.Status status);

    /// <summary>Says an error in the body of an answer that is 200, in the words of this system.</summary>
    Task AnswerAsync(HttpContext context, FaultAction.ErrorBody error);
}
