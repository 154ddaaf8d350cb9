@echo off
setlocal
set "MYRMEX_MORE=-Xms16m -Xmx256m -XX:CompileThresholdScaling=4 -XX:CompileCommand=quiet"
for %%h in (org/myrmex/transport org/myrmex/mesh org/myrmex/routing org/myrmex/channel com/sun/crypto/provider sun/nio/ch) do call set "MYRMEX_MORE=%%MYRMEX_MORE%% -XX:CompileCommand=CompileThresholdScaling,%%h/*.*,0.5"
if "%~1"=="demo" set MYRMEX_MORE=-Xms16m -Xmx256m -XX:TieredStopAtLevel=1
if "%~1"=="lab" set MYRMEX_MORE=-XX:InitialRAMPercentage=3 -XX:MaxRAMPercentage=60
if not defined MYRMEX_JAVA_OPTS set MYRMEX_JAVA_OPTS=-XX:+UseSerialGC -Xss512k %MYRMEX_MORE%
if defined JAVA_HOME (set "MYRMEX_JAVA=%JAVA_HOME%\bin\java") else (set MYRMEX_JAVA=java)
"%MYRMEX_JAVA%" %MYRMEX_JAVA_OPTS% -Dsun.misc.unsafe.memory.access=allow -jar "%~dp0..\lib\org.myrmex.launcher.jar" %*
exit /b %ERRORLEVEL%
