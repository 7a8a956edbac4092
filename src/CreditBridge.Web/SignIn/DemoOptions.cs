using Microsoft.Extensions.Options;

namespace CreditBridge.Web.SignIn;

/// <summary><c>Demo:Enabled</c>: anyone who reaches the server may choose a persona to sign in as.</summary>
internal sealed class DemoOptions
{
    public const string Section = "Demo";

    public bool Enabled { get; set; }

    /// <summary>Production with the demo on refuses to start.</summary>
    internal sealed class Validator(IHostEnvironment environment) : IValidateOptions<DemoOptions>
    {
        public ValidateOptionsResult Validate(string? name, DemoOptions options) =>
            options.Enabled && environment.IsProduction()
                ? ValidateOptionsResult.Fail("Demo:Enabled lets anyone sign in as anyone, so Production does not start with it. Set Demo:Enabled to false.")
                : ValidateOptionsResult.Success;
    }
}
